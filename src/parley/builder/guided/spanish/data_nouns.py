"""The nouns that Spanish data are made of: "tipo de producto", "número de guía"; words only."""

from parley.builder.guided.tables import inverted

NOUNS = inverted("""
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
    school: colegio
    company: empresa
    property: inmueble
    room: habitación
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
    level: nivel
    value: valor
    amount: importe, monto
    condition: condición
    photo: foto
""")
"""Nouns that a datum begins with: "tipo de …", "número de …"."""
