"""What data are called in Spanish, to their usual names; words only."""

from parley.builder.guided.tables import inverted

NAMES = inverted("""
    name: nombre, nombre completo, nombre y apellidos, nombre y apellido, nombres y apellidos, nombre del cliente
    name: nombres
    name: cómo se llama, cómo se llaman, a nombre de quién, quién llama, quién es, nombre de quien llama
    name: cómo te llamas
    name: quién escribe, quién habla, nombre del titular, nombre de la persona, a nombre de quién va
    name: nombre del paciente
    name: nombre del socio, nombre del asegurado, de parte de quién, nombre del huésped, nombre del comprador
    name: el nombre
    first_name: nombre de pila
    last_name: apellido, apellidos
    phone_number: teléfono, número de teléfono, móvil, celular, número de celular, número de móvil, telefono, cel
    phone_number: teléfono de contacto, número de contacto, teléfono móvil, número, fono, whatsapp
    phone_number: un número de contacto
    phone_number: número de whatsapp, contacto telefónico, tel, teléfono celular, número telefónico, telefonito
    phone_number: contacto
    phone_number: dónde llamarle, a qué número llamarle, a qué número llamar, un número para llamar, número de fono
    phone_number: teléfono para avisarle, un número donde llamarle, un teléfono donde llamar, numero de telefono
    phone_number: nro de teléfono
    email: correo, correo electrónico, email, e-mail, mail, dirección de correo, correo de contacto
    email: correo electronico
    email: mail de contacto, dirección de email, dirección de correo electrónico, casilla de correo
    date: fecha, día, qué día, para qué día, para cuándo, cuándo, qué fecha, fecha deseada, día deseado
    date: fecha preferida
    date: fecha de la cita, día de la cita, cuándo quiere, qué día quiere, cuándo sería, día preferido, para qué fecha
    date: fecha de la visita, día de la reserva, fecha de la reserva, qué día le viene bien, qué día prefiere
    date: qué días
    date: fecha del turno, día del turno, día que prefiere, cuándo lo quieren
    new_date: fecha nueva, nueva fecha, día nuevo, nuevo día, nueva fecha deseada, la nueva, nueva cita
    new_date: para cuándo la quiere
    new_time: hora nueva, nueva hora
    time: hora, a qué hora, horario, qué hora, hora deseada, hora preferida, turno, franja horaria, franja
    time: turno mañana
    time: horario preferido, horario de preferencia, turno mañana o tarde, mañana o tarde, hora de la cita
    time: qué horario
    time: turno de mañana o tarde, tramo horario, si mañana o tarde, si prefiere mañana o tarde, a qué horas
    time: rango horario
    date_of_birth: fecha de nacimiento, cuándo nació, nacimiento, fecha nacimiento
    duration: horas, cuántas horas, número de horas, rato, cuánto rato, cuánto tiempo lo quiere
    start_time: hora de inicio, inicio, hora de comienzo, hora de entrada
    end_time: hora de fin, hora de término, hora final
    pickup_time: a qué hora lo pasan a buscar, a qué hora lo recoge, a qué hora pasa a recogerlo, hora de retiro
    pickup_time: hora de recogida, a qué hora lo viene a buscar, cuándo pasa a buscarlo, a qué hora lo retira
    photo: foto, fotos, una foto, imagen
    dates: fechas, qué fechas, las fechas
    school: escuela, colegio, instituto, qué escuela
    age: edad, años, cuántos años tiene, qué edad tiene
    id_number: dni, cédula, documento, número de documento, nif, nie, rut, curp, carnet, número de cédula
    id_number: documento de identidad
    id_number: número de dni, cédula de identidad, ci, cuit, rfc, pasaporte, número de identificación
    id_number: identificación, carné
    id_number: run, cuil, ine, dni o nie, nif o cif, clave de elector, carnet de identidad, número de identidad
    id_number: rut del paciente
    address: dirección, domicilio, dirección completa, calle, dirección postal, dónde vive, dirección de la casa
    address: calle y número
    address: dirección de entrega, dirección de envío, a dónde enviarlo, adónde va, dirección exacta, en qué dirección
    address: dirección de la vivienda, dirección de la avería, domicilio de entrega, a qué dirección
    new_address: dirección nueva, nueva dirección, domicilio nuevo, nuevo domicilio
    postal_code: código postal, cp
    location: ubicación, lugar, dónde, dónde está, en qué lugar, dónde ocurrió, lugar exacto, dónde fue, sitio
    location: dónde se encuentra
    city: ciudad, localidad, municipio, población
    zone: zona, sector
    neighborhood: barrio, colonia, comuna
    country: país, país de destino, país de origen
    reason: motivo, motivo de la visita, motivo de la consulta, motivo de la llamada, razón, por qué, causa
    reason: motivo de consulta
    reason: para qué, qué le pasa, de qué se trata, asunto, por qué llama, motivo de la cita, porqué, para qué es
    cancellation_reason: motivo de la cancelación, motivo de cancelación, motivo de la baja
    return_reason: motivo de la devolución, por qué lo devuelve, motivo de devolución
    problem: problema, qué falla tiene, falla, avería, qué les pasa, qué avería tiene, qué falla, incidencia, fallo
    problem: error, daño
    problem: descripción del problema, qué problema tiene, tipo de problema, qué ocurre, tipo de avería
    problem: descripción de la falla
    problem: descripción de la avería, desperfecto, detalle del problema, cuál es el problema, qué se rompió
    problem: qué no funciona
    what_happened: qué ha pasado, qué pasó, qué sucedió, qué ocurrió, lo que pasó, lo ocurrido, qué ha ocurrido
    what_happened: lo que ha pasado
    description: descripción, descripción breve, breve descripción, detalle, detalles, descripción del caso, resumen
    symptoms: síntomas, qué síntomas tiene, qué le duele, síntoma
    order_number: número de pedido, pedido, código de pedido, número de orden, orden, orden de compra, nro de pedido
    order_number: folio, número de folio, folio del pedido, referencia del pedido, número del pedido, número de compra
    items: productos, artículos, platos, qué quiere, qué quieren, qué van a pedir, qué pide, los productos
    items: qué desea pedir
    product: producto, artículo, qué producto, prenda
    tracking_number: número de guía, guía, número de seguimiento, código de seguimiento, número de envío
    tracking_number: localizador del envío
    tracking_number: número de rastreo, código de rastreo, código de envío
    booking_number: número de reserva, código de reserva, localizador, referencia de la reserva, reserva
    booking_number: localizador de reserva
    booking_number: código de reservación, número de reservación, clave de reservación
    invoice_number: número de factura, factura, número de boleta
    contract_number: número de contrato, contrato, número de suministro, cups
    customer_number: número de cliente, código de cliente, número de abonado, id de cliente
    member_number: número de socio, número de afiliado, número de miembro, número de carné, número de asociado
    account_number: número de cuenta, cuenta
    policy_number: número de póliza, póliza, nº de póliza
    case_number: número de expediente, expediente, número de caso, número de siniestro, número de reclamo
    case_number: número de incidencia
    ticket_number: número de ticket, ticket, número de incidente
    card_number: número de tarjeta, tarjeta, últimos cuatro dígitos de la tarjeta
    student_number: número de alumno, número de matrícula del alumno, legajo
    employee_number: número de empleado, número de nómina, legajo del empleado
    serial_number: número de serie
    apartment_number: número de departamento, departamento, piso, piso y puerta, vivienda, unidad
    apartment_number: número de apartamento, depto
    floor: en qué piso, en qué piso viven, en qué piso vive, en qué piso está, en qué planta, a qué piso
    delivery_method: modo de entrega, entrega o recogida, recogida o entrega, retiro o envío, envío o retiro
    quantity: cuántos kilos, kilos, cantidad de kilos
    room_number: número de habitación, habitación
    table_number: número de mesa
    license_plate: matrícula, placa, placas, patente, número de placa, número de matrícula, chapa, dominio
    license_plate: matrícula del coche
    license_plate: placas del carro, patente del auto
    car_model: modelo del carro, modelo del coche, modelo del auto, modelo del vehículo, modelo de coche
    car_model: marca y modelo
    car_model: qué coche tiene, qué auto tiene, modelo de auto, modelo de carro, marca y modelo del coche, coche
    mileage: kilómetros, kilometraje
    vehicle: vehículo, carro, auto
    vehicle_type: tipo de vehículo
    model: modelo
    brand: marca
    year: año, año del coche
    tire_size: medida de la llanta, medida del neumático, medida de las llantas, medida de los neumáticos
    size: talla, medida, tamaño, número de pie
    color: color
    quantity: cantidad, cuántos, cuántas, cuántos quieren, cuántas quieren, número de unidades, cuántas unidades
    quantity: unidades
    weight: peso, cuánto pesa
    party_size: personas, número de personas, cuántos son, para cuántos, para cuántas personas, comensales
    party_size: cuántas personas
    party_size: número de comensales, cantidad de personas, cuántos comensales, cuántas personas son, cuántos vienen
    party_size: pax
    party_size: cuántos van a ser, cuántos serán, huéspedes, número de huéspedes, asistentes, invitados
    party_size: número de invitados
    party_size: número de asistentes, cantidad de invitados, cuántos invitados
    number_of_passengers: pasajeros, cantidad de pasajeros, número de pasajeros, cuántos pasajeros, cuántos viajan
    number_of_employees: número de empleados, empleados, cuántos empleados, cuántos empleados tiene
    number_of_employees: tamaño de la empresa
    number_of_tickets: número de entradas, cuántas entradas, cantidad de entradas, entradas
    number_of_nights: noches, número de noches, cuántas noches
    number_of_rooms: número de habitaciones, cuántas habitaciones, habitaciones
    number_of_children: número de niños, cuántos niños
    invoices_per_month: facturas al mes, número de facturas al mes, facturas mensuales, cuántas facturas al mes
    check_in_date: fecha de entrada, entrada, fecha de llegada, llegada, día de llegada, día de entrada
    check_in_date: cuándo llega, cuándo llegan
    check_out_date: fecha de salida, salida, día de salida, cuándo se va, cuándo se van
    departure_date: fecha de ida, ida, fecha de partida, fecha del viaje, fecha de viaje
    return_date: fecha de vuelta, vuelta, fecha de regreso, regreso, fecha de devolución
    delivery_date: fecha de entrega, día de entrega
    incident_date: fecha del siniestro, fecha del accidente, fecha del incidente, cuándo pasó, cuándo ocurrió
    incident_date: cuándo fue
    moving_date: fecha de la mudanza, fecha de mudanza
    event_date: fecha del evento, fecha de la fiesta, fecha de la boda
    start_date: fecha de inicio, cuándo quiere empezar, cuándo empezar, fecha de alta
    purchase_date: fecha de compra, fecha de la compra
    expiry_date: fecha de vencimiento, fecha de caducidad, caducidad
    deadline: plazo, fecha límite
    time_of_day: momento del día
    duration: duración, cuánto tiempo, cuánto dura
    destination: destino, a dónde quiere ir, a dónde, adónde, lugar de destino, a dónde viajan, adónde quieren ir
    origin: origen, desde dónde, lugar de origen, lugar de salida, ciudad de salida, dirección de salida
    pickup_date: fecha de recogida, día de recogida, cuándo recogerlo, fecha de retiro
    medicine: medicamento, medicamentos, qué medicamentos quiere, qué medicamento, fármaco, qué medicamentos
    show: obra, función, espectáculo, película, qué obra, qué función
    building: comunidad, edificio, qué comunidad
    branch: oficina, sucursal, tienda, sede, en qué sucursal, qué sucursal, local
    pickup_location: lugar de recogida, punto de recogida, dirección de recogida, dónde recoger, dónde recogerlo
    room_type: tipo de habitación
    service: servicio, qué servicio, tratamiento, qué servicio quiere, tipo de servicio, qué se quiere hacer
    service: qué tratamiento
    procedure: trámite, qué trámite, tipo de trámite, gestión
    specialty: especialidad, qué especialidad
    doctor: médico, doctor, doctora, médica, profesional, con qué médico, qué médico, con qué doctor, qué doctor
    stylist: con qué peluquera, con qué peluquero, peluquera, peluquero, estilista, con quién, con qué estilista
    stylist: barbero
    staff_member: con qué profesional, con qué empleado, con qué monitor
    therapist: terapeuta, fisioterapeuta
    insurance: seguro, obra social, aseguradora, mutua, seguro médico, prepaga, eps, isapre, previsión
    insurance: compañía de seguros
    insurance: si tiene seguro, qué seguro tiene, qué obra social tiene
    pet_name: nombre de la mascota, nombre del perro, nombre del animal, nombre del gato, cómo se llama la mascota
    owner_name: nombre del dueño, nombre de la dueña, nombre del propietario, dueño
    child_name: nombre del niño, nombre de la niña, nombre del hijo, nombre del menor
    student_name: nombre del alumno, nombre de la alumna, alumno, nombre del estudiante, estudiante
    species: especie, si es perro o gato, perro o gato, tipo de animal, qué animal es
    breed: raza
    company: empresa, nombre de la empresa, compañía, razón social, negocio
    job_title: cargo, puesto
    sector: rubro
    budget: presupuesto, cuánto quiere gastar, cuánto quieren gastar
    amount: monto, importe, cuánto, valor, cantidad de dinero
    price_range: rango de precio, rango de precios
    course: curso, qué curso, qué curso le interesa, carrera, programa
    level: nivel, qué nivel tiene
    grade: grado, curso escolar
    language: idioma
    class: clase, qué clase, actividad
    property: propiedad, inmueble, qué inmueble, qué piso, referencia del inmueble, propiedad de interés
    property_type: tipo de propiedad, tipo de inmueble, tipo de vivienda
    square_meters: metros cuadrados, metros, superficie
    bedrooms: número de dormitorios, dormitorios, cuántos dormitorios, recámaras
    allergies: alergias, si tiene alergias, si hay alergias, si hay alguna alergia, alergia, intolerancias
    allergies: alergias o intolerancias
    special_requests: peticiones especiales, observaciones, comentarios, notas, si tiene alguna petición especial
    message: mensaje, recado, qué mensaje deja, mensaje que deja, qué recado deja
    question: pregunta, duda, consulta, su consulta
    preferred_time: cuándo le viene bien, a qué hora llamarle, mejor hora para llamar, mejor horario para llamar
    preferred_time: disponibilidad
    payment_method: forma de pago, medio de pago, método de pago, cómo va a pagar, cómo paga, modo de pago
    plan: plan, qué plan, plan actual, tarifa
    device: equipo, dispositivo, aparato, qué aparato, electrodoméstico
    operating_system: sistema operativo
    username: usuario, nombre de usuario
    department: área
    relationship: parentesco, relación
    urgency: urgencia, si es urgente, qué tan urgente es
    experience: experiencia
    photo: foto, fotos
    score: puntuación, nota del uno al diez, nota del 1 al 10, puntuación del 1 al 10, calificación
    rating: valoración
    signature: firma
    reference: referencia, código de referencia
    code: código
    interest: interés, qué le interesa, en qué está interesado
    visitor: a quién visita, a quién viene a ver
    recipient: destinatario, nombre del destinatario
    package_weight: peso del paquete
    meter_reading: lectura, lectura del contador, lectura del medidor
    meter_number: número de contador, número de medidor
    patient_name: paciente
""")
"""Words of a datum, without articles, to its name in English."""
