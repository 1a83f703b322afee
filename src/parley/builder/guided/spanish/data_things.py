"""The things that trades deal with, in Spanish: "modelo de la guitarra" is guitar_model; words only."""

from parley.builder.guided.tables import word_pairs

THINGS = word_pairs("""
      THINGS = dict(     pair.split( abogada=lawyer abogado=lawyer abonada=subscriber abonado=subscriber
    abono=fertilizer abrigo=coat abuela=grandparent abuelo=grandparent aceite=oil aceituna=olive acto=ceremony
    adolescente=teenager aeropuerto=airport afiche=poster agencia=branch alarma=alarm aldea=village alergia=allergy
    alfombra=rug alhaja=jewel almacén=warehouse almuerzo=lunch alquiler=rent alto=height altura=height amarre=berth
    ambulancia=ambulance ancho=width anchura=width anillo=ring animador=animator animadora=animator
    aniversario=anniversary antena=antenna anteojos=glasses antigüedad=antique apagón=outage aplicación=app app=app
    archivo=archive arcilla=clay arena=sand armario=wardrobe arquitecto=architect arrendador=landlord
    arrendatario=tenant arriendo=rent ascensor=elevator asegurado=insured asignatura=subject asociación=association
    aspirante=candidate audiencia=hearing audífono=hearing_aid autocaravana=caravan ave=bird avión=plane
    ayuda=benefit azulejo=tile balcón=balcony baldosa=tile balón=ball banco=bank banda=band barril=keg basura=waste
    batería=battery bautizo=baptism bebida=drink beneficiario=beneficiary biblioteca=library bici=bicycle
    bloque=block bocadillo=sandwich bodega=storage boleta=invoice bolso=bag bomba=pump bombilla=bulb
    bombona=cylinder bono=voucher bota=boot botellón=bottle botón=button brazo=arm bungalow=cabin buque=ship
    butaca=seat buzón=mailbox cabaña=cabin cabeza=head cable=cable cabra=goat cachorro=puppy café=coffee
    cajonera=drawer calefón=heater calentador=heater calle=street camarero=waiter camioneta=van camisa=shirt
    camiseta=shirt canal=channel candado=lock candidata=candidate candidato=candidate canguro=babysitter canilla=tap
    caravana=caravan carbón=coal cargador=charger carpa=tent carpintero=carpenter carrera=race carril=lane
    cartel=poster cartera=bag casco=helmet casero=landlord categoría=category caño=pipe celular=phone cemento=cement
    cena=dinner cerca=fence cerdo=pig ceremonia=ceremony cerradura=lock certificado=certificate cerveza=beer
    chancho=pig chapa=lock chef=chef chica=girl chico=boy chip=chip chocolate=chocolate cilindro=cylinder
    cine=cinema cinturón=belt cirugía=surgery clienta=customer clima=weather climatizador=conditioner club=club
    coach=coach cochera=garage cocina=cooker cocinero=chef colada=laundry collar=necklace colmena=hive comercio=shop
    compañía=company comprador=buyer compradora=buyer comprobante=receipt comunión=communion concierto=concert
    conejo=rabbit conexión=connection conserje=caretaker consola=console constancia=certificate consumo=consumption
    contable=accountant contenedor=container contraseña=password convenio=contract correa=collar corte=haircut
    cortina=curtain cotización=quote crema=cream cremallera=zip cuadro=painting cubierta=roof cuero=leather
    cuidador=caretaker cumpleaños=birthday cupón=coupon cámara=camera cónyuge=partner daño=damage
    decodificador=decoder decoración=decoration delito=crime dentista=dentist denuncia=complaint depósito=warehouse
    desayuno=breakfast descuento=discount despacho=office desperfecto=damage deuda=debt diario=newspaper dieta=diet
    diploma=diploma disfraz=costume dispensador=dispenser distrito=district docena=dozen domicilio=delivery
    dominio=domain dosis=dose ducha=shower edición=edition editorial=publisher electricista=electrician
    elevador=elevator empanada=empanada enchufe=plug encomienda=parcel enfermedad=disease enfermera=nurse
    enfermero=nurse enjambre=swarm entrenador=trainer entrenamiento=training equipaje=luggage error=error
    escalera=stair escombro=rubble escritura=deed escultura=sculpture espectáculo=show esposa=wife esposo=husband
    esquina=corner esquí=ski estante=shelf estilo=style estufa=heater exposición=exhibition falda=skirt
    familiar=relative federación=federation fianza=deposit fibra=fiber ficha=record fila=row filtro=filter
    firma=company fondo=depth fontanero=plumber fotografía=photo fotógrafa=photographer fotógrafo=photographer
    fregadero=sink frigorífico=fridge fruta=fruit fuga=leak furgoneta=van furgón=van gafas=glasses galleta=cookie
    gallina=hen garaje=garage garantía=warranty garrafa=bottle gimnasio=gym globo=balloon grabado=engraving
    grifo=tap grúa=crane guante=glove guitarra=guitar heladera=fridge helado=ice_cream herencia=inheritance
    hermana=sibling hermano=sibling hilo=thread hipoteca=mortgage hombro=shoulder hormigón=concrete horno=oven
    hostal=hostel hotel=hotel huevo=egg iglesia=church indumentaria=garment ingrediente=ingredient ingreso=income
    inodoro=toilet inquilina=tenant inquilino=tenant insecto=insect instructor=trainer interno=prisoner
    intervención=operation jabón=soap jamón=ham jardinero=gardener joya=jewel juego=game juguete=toy juicio=trial
    juzgado=court kilo=kilo ladrillo=brick lana=wool lavabo=sink lavadora=washer lavarropas=washer lectura=reading
    legajo=file lengua=language lentilla=lens letra=letter leña=firewood lienzo=canvas liga=league limpiador=cleaner
    limpiadora=cleaner litro=liter local=shop localidad=seat logo=logo logotipo=logo lote=lot lámpara=lamp
    maceta=pot mancha=stain mano=hand manzana=block maquillaje=makeup marido=husband masaje=massage mata=plant
    materia=subject medicación=medication mensajero=courier mesero=waiter metal=metal microchip=chip
    micrófono=microphone miel=honey misa=mass mochila=backpack monitor=trainer monopatín=scooter montaña=mountain
    movimiento=transaction mozo=waiter mueble=furniture muro=wall museo=museum muñeca=doll módem=router móvil=phone
    músico=musician neopreno=wetsuit nevera=fridge niñera=babysitter notario=notary notebook=laptop
    odontólogo=dentist oficina=office oficio=job olor=smell operación=surgery orador=speaker oreja=ear oro=gold
    orquesta=band oveja=sheep oído=ear pack=pack palabra=word panel=panel pantalón=trousers par=pair pared=wall
    pareja=partner pariente=relative parroquia=church pasta=pasta patinete=scooter payaso=clown pellet=pellet
    pelota=ball peluquera=hairdresser peluquero=hairdresser pensión=pension peregrino=pilgrim perfume=perfume
    periódico=newspaper pescado=fish pez=fish piano=piano piedra=stone piel=skin piercing=piercing pierna=leg
    pila=battery pintor=painter pintura=painting placard=wardrobe plaga=pest plata=silver playa=beach playera=shirt
    plomero=plumber pollera=skirt pollo=chicken ponente=speaker porción=portion portero=caretaker portátil=laptop
    portón=gate potencia=power pozo=well preso=prisoner presupuesto=quote profundidad=depth programa=software
    proveedor=supplier proveedora=supplier provincia=province proyecto=project pueblo=village puerto=port
    pájaro=bird pérdida=leak queque=cake queso=cheese ración=portion radiador=radiator raqueta=racket recibo=receipt
    reciclaje=recycling reclamación=complaint refrigerador=fridge regadera=shower regalo=gift registro=record
    región=region reja=fence relleno=filling reloj=watch remera=shirt remolque=trailer repartidor=courier
    reparto=delivery resguardo=receipt residente=resident residuo=waste retrato=photo revista=magazine
    riego=irrigation rodilla=knee ropa=clothes ropero=wardrobe router=router ruido=noise río=river saco=bag
    sala=hall salario=salary saldo=balance salón=hall sangre=blood sección=section sello=stamp sendero=trail
    sensor=sensor servidor=server sesion=session seña=deposit señal=deposit signatura=shelf_mark sim=sim
    software=software solicitante=applicant sombrero=hat sonido=sound subsidio=benefit sueldo=salary suelo=soil
    suministro=supply superficie=surface suscriptor=subscriber sándwich=sandwich sótano=basement tabla=surfboard
    tablet=tablet tableta=tablet tamal=tamale tarea=task tarifa=plan tarta=cake tatuaje=tattoo taxi=taxi
    teatro=theater techo=ceiling teja=tile tema=topic temperatura=temperature temporada=season temática=theme
    terapeuta=therapist terraza=terrace testamento=will testigo=witness texto=text tierra=soil tinte=dye
    titular=holder tomo=volume torneo=tournament torta=cake tortuga=turtle tractor=tractor traducción=translation
    traje=costume transacción=transaction trastero=storage tubería=pipe turno=shift usuaria=user usuario=user
    uva=grape vacante=job vacuna=vaccine vale=voucher valla=fence vecina=neighbor vecino=neighbor vela=candle
    vendedor=seller vendedora=seller verdura=vegetable versión=version vestuario=costume veterinaria=vet
    veterinario=vet video=video videojuego=game vino=wine violín=violin viñedo=vineyard voluntaria=volunteer
    voluntario=volunteer váter=toilet víctima=victim vídeo=video web=website álbum=album rueda=wheel defunción=death
    muerte=death fallecimiento=death patrón=skipper nacimiento=birth boda=wedding oveja=sheep taquilla=locker
    casillero=locker
""")
"""Each noun to its English."""
