"""The nouns that Spanish data are made of: "tipo de producto", "número de guía"; words only."""

from parley.builder.guided.spanish.data_things import THINGS
from parley.builder.guided.tables import inverted

NOUNS = THINGS | inverted("""
    order: pedido
    guide: guía
    account: cuenta
    client: cliente
    vehicle: vehículo
    car: coche
    product: producto
    event: evento
    service: servicio
    child: niño
    pet: mascota
    school: colegio, escuela
    company: empresa
    property: inmueble
    room: habitación, cuarto, dormitorio, estancia
    origin: origen, partida
    destination: destino
    suitcase: maleta
    night: noche
    adult: adulto
    guest: invitado, comensal
    device: aparato
    claim: siniestro
    trip: viaje
    flight: vuelo
    class: clase
    course: curso
    contract: contrato
    plant: planta
    machine: máquina
    house: casa
    food: comida
    party: fiesta
    job: trabajo
    team: equipo
    package: paquete
    license: licencia, carnet
    registration: inscripción
    delivery: entrega
    purchase: compra
    payment: pago
    cake: pastel
    phone: teléfono
    bike: bicicleta
    engine: motor
    roof: tejado
    person: persona
    unit: unidad
    ticket: entrada
    emergency: emergencia
    employee: empleado
    guardian: tutor
    parent: padre
    doctor: médico
    month: mes
    week: semana
    year: año
    insurance: seguro
    hospital: hospital
    store: tienda
    branch: sucursal
    seat: asiento
    table: mesa
    session: sesión
    treatment: tratamiento
    accident: accidente
    moving: mudanza
    tire: llanta
    animal: animal
    dog: perro
    cat: gato
    book: libro
    floor: piso
    hair: pelo
    garment: prenda
    dress: vestido
    shoe: zapato
    bed: cama
    item: artículo
    wedding: boda
    birth: nacimiento
    serial: serie
    invoice: factura
    policy: póliza
    card: tarjeta
    member: socio
    student: alumno
    patient: paciente
    owner: dueño
    file: expediente
    passport: pasaporte
    bus: autobús
    guest: huésped
    key: llave
    equipment: equipo
    repair: reparación
    visit: visita
    appointment: cita
    booking: reserva
    loan: préstamo
    credit: crédito
    donor: donante
    donation: donación
    deceased: fallecido, difunto, finado
    desk: escritorio
    point: punto
    center: centro
    group: grupo
    sheet: plancha
    instrument: instrumento
    workshop: taller
    tree: árbol
    boat: barco
    motorbike: moto
    truck: camión
    tool: herramienta
    computer: ordenador, computadora
    printer: impresora
    screen: pantalla
    garden: jardín
    pool: piscina
    sofa: sofá
    fabric: tela
    wood: madera
    frame: marco
    lens: lente
    glass: vidrio, cristal
    window: ventana
    door: puerta
    boiler: caldera
    tank: tanque
    gas: gas
    water: agua
    light: luz
    meter: contador, medidor
    apartment: departamento, apartamento
    bride: novia
    groom: novio
    baby: bebé
    mother: madre
    father: padre
    daughter: hija
    son: hijo
    grave: tumba
    body: cuerpo
    sample: muestra
    test: prueba, examen, análisis
    result: resultado
    study: estudio
    prescription: receta
    medicine: medicamento
    request: solicitud, petición
    complaint: queja, reclamo
    incident: incidencia
    report: reporte, parte
    fault: avería, falla, fallo
    transfer: traslado
    shipment: envío
    box: caja, cajón
    bag: bolsa
    bottle: botella
    flavor: sabor
    dish: plato
    menu: menú
    pizza: pizza
    bread: pan
    meat: carne
    flower: flor
    bouquet: ramo
    recipient: destinatario
    sender: remitente
    driver: conductor, chófer
    passenger: pasajero
    bus_stop: parada
    route: ruta, línea
    station: estación
    train: tren
    parcel: parcela
    field: campo, cancha, pista
    court: pista
    player: jugador
    match: partido
    teacher: profesor, maestro
    lesson: lección
    exam: examen
    book_title: título
    author: autor
    membership: membresía
    subscription: suscripción
    plan: plan
    tax: impuesto
    fine: multa
    permit: permiso
    procedure: trámite
    worker: trabajador
    position: puesto
    guardian: apoderado
    horse: caballo
    cow: vaca
    herd: rebaño
    farm: granja, finca
    crop: cultivo
    seed: semilla
    harvest: cosecha
    piece: pieza
    part: repuesto, recambio
    material: material
    design: diseño
    photo: foto
    copy: copia
    page: página
    song: canción
    place: plaza
    tour: recorrido, tour
    activity: actividad
    dog_breed: raza
    network: red
    line: línea
    chair: silla
    mattress: colchón
    nail: uña
    eye: ojo
    tooth: diente, muela
    foot: pie
    back: espalda
    pain: dolor
    injury: lesión
    symptom: síntoma
""")
"""English of the nouns that a datum is of: "tipo de producto" is product_type."""

HEADS = inverted("""
    number: número, nro, nº
    type: tipo, clase
    name: nombre
    date: fecha, día
    model: modelo
    brand: marca
    color: color
    size: tamaño, talla, medida, medidas
    code: código, clave
    price: precio
    reason: motivo
    age: edad
    weight: peso
    time: hora
    address: dirección
    place: lugar
    status: estado
    description: descripción
    year: año
    location: ubicación
    reference: referencia
    quantity: cantidad
    duration: duración
    height: altura
    width: ancho
    length: largo
    level: nivel
    value: valor
    amount: importe, monto
    condition: condición
    photo: foto
    point: punto
    number: nro., núm, num
    email: correo, email
    phone: teléfono, móvil, celular
    start: inicio
    point: punto
    card: carné, carnet
    method: modo, método, forma
    site: sitio
    hours: horario
    initials: iniciales
    state: condición
""")
"""Nouns that a datum begins with: "tipo de …", "número de …"."""
