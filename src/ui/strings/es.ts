/** Machine-made: no native reader has read it yet. */
import type { Translation } from './translation.ts';

export const words: Translation = {
  name: { liveness: 'Comprobación con selfie', verification: 'Verificación del rostro' },
  action: {
    begin: 'Tomar mi selfie',
    retry: 'Intentar de nuevo',
    cancel: 'Cancelar',
    close: 'Cerrar',
    help: 'Obtener ayuda',
    copyLink: 'Copiar el enlace',
    linkCopied: 'Enlace copiado',
    stay: 'Quedarme aquí',
    leave: 'Salir',
    passive: 'Continuar sin movimientos',
    dimScreen: 'Apagar la pantalla brillante',
    phone: 'Continuar en tu teléfono',
    newCode: 'Crear un código nuevo',
    thisComputer: 'Usar este ordenador',
  },
  intro: {
    title: 'Prepárese para un selfie rápido',
    text: {
      liveness: 'Muestra que hay una persona real. Solo lleva unos segundos.',
      verification: 'Lo comparamos con su foto registrada. Solo lleva unos segundos.',
    },
    steps: [
      'Busque una luz uniforme, sin una ventana detrás',
      'Quítese el sombrero, la mascarilla y las gafas oscuras',
      'Sostenga la cámara a la altura de los ojos',
    ],
    privacy: 'El video se queda en su dispositivo. Solo se envían fotos, por una conexión segura.',
    illustration: 'Un rostro dentro de un marco ovalado',
  },
  preparing: {
    checking: { title: 'Un momento', text: 'Estamos preparando todo.' },
    camera: { title: 'Permita la cámara', text: 'Su navegador pedirá permiso. Elija «Permitir» para continuar.' },
    engine: { title: 'Casi listo', text: 'Se está cargando la comprobación del rostro. Solo ocurre una vez.' },
  },
  capture: {
    title: 'Coloque su rostro en el óvalo',
    text: 'El selfie se toma solo.',
    holding: 'Muy bien, no se mueva',
    lit: 'La pantalla se ilumina para dar luz a su rostro.',
    tinted: 'La pantalla cambia de color lentamente.',
    taken: 'Selfie tomado',
    preview: 'Imagen de la cámara, como en un espejo',
    previewUnmirrored: 'Imagen de la cámara',
    camera: 'Cámara',
    cameraNumber: (number) => `Cámara ${number}`,
  },
  challenge: {
    ask: {
      BLINK: 'Parpadee con los dos ojos',
      SMILE: 'Sonría y luego relájese',
      TURN_LEFT: 'Gire la cabeza hacia su izquierda',
      TURN_RIGHT: 'Gire la cabeza hacia su derecha',
      NOD: 'Asienta una vez con la cabeza',
    },
    how: {
      BLINK: 'Cierre los dos ojos un momento y vuelva a abrirlos.',
      SMILE: 'Sonría ampliamente un segundo y luego relaje la boca.',
      TURN_LEFT: 'Gire despacio hacia su hombro izquierdo.',
      TURN_RIGHT: 'Gire despacio hacia su hombro derecho.',
      NOD: 'Baje la barbilla hacia el pecho y vuelva a mirar al frente.',
    },
    text: 'Mantenga su rostro dentro del óvalo.',
    rest: 'Mire al frente',
    back: 'Bien, ahora vuelva',
    otherWay: 'Hacia el otro lado, por favor',
    progress: (number, total) => `${number} de ${total}`,
    timeLeft: 'Tiempo restante',
  },
  sending: {
    uploading: { title: 'Enviando su selfie', text: 'Mantenga esta página abierta.' },
    processing: { title: 'Comprobando su selfie', text: 'Suele tardar unos segundos.' },
    late: 'Seguimos trabajando en ello. Gracias por esperar.',
  },
  retry: {
    tips: 'Esto suele ayudar',
    attemptsLeft: { one: 'Le queda {count} intento.', other: 'Le quedan {count} intentos.' },
  },
  tip: {
    light: 'Colóquese frente a una ventana o una lámpara para que la luz sea uniforme',
    lens: 'Limpie la lente de la cámara',
    uncover: 'Mantenga todo el rostro descubierto',
    level: 'Sostenga la cámara a la altura de los ojos y mírela de frente',
    person: 'Muestre su propio rostro, no una foto ni una pantalla',
    still: 'No se mueva hasta que el anillo esté completo',
  },
  blocked: {
    waiting: 'Continuaremos automáticamente en cuanto la cámara esté disponible.',
    steps: 'Cómo permitir la cámara',
    place: {
      'chrome-desktop': [
        'Haga clic en el icono a la izquierda de la barra de direcciones',
        'Active «Cámara»',
        'Vuelva aquí. Si nada cambia, elija «Intentar de nuevo»',
      ],
      'chrome-android': [
        'Toque el icono a la izquierda de la dirección',
        'Toque «Permisos» y luego «Cámara»',
        'Elija «Permitir»',
      ],
      'safari-ios': [
        'Toque el botón del menú de página en la barra de direcciones',
        'Toque «Ajustes del sitio web», o antes los tres puntos',
        'Ponga «Cámara» en «Permitir»',
      ],
      'safari-mac': [
        'En la barra de menús, abra «Safari» y luego «Ajustes para este sitio web»',
        'Ponga «Cámara» en «Permitir»',
        'Vuelva aquí y elija «Intentar de nuevo»',
      ],
      'firefox-desktop': [
        'Haga clic en la cámara tachada de la barra de direcciones',
        'Quite el bloqueo junto a «Usar la cámara»',
        'Elija «Intentar de nuevo» y luego «Permitir»',
      ],
      'firefox-android': [
        'Toque el candado junto a la dirección',
        'Toque «Cámara» hasta que diga «Permitido»',
        'Elija «Intentar de nuevo»',
      ],
      'in-app': [
        'Abra el menú del navegador de esta aplicación',
        'Elija «Abrir en el navegador»',
        'Empiece allí la comprobación de nuevo',
      ],
      'other-browser': [
        'Abra los ajustes del navegador para este sitio web',
        'Ponga la cámara en «Permitir»',
        'Elija «Intentar de nuevo»',
      ],
    },
    system: {
      android: [
        'Abra «Ajustes», luego «Aplicaciones» y su navegador',
        'Toque «Permisos» y luego «Cámara»',
        'Elija «Permitir»',
      ],
      ios: ['Abra «Ajustes» y baje hasta su navegador', 'Active «Cámara»', 'Vuelva y elija «Intentar de nuevo»'],
      mac: [
        'Abra «Ajustes del Sistema» y luego «Privacidad y seguridad»',
        'Elija «Cámara» y active su navegador',
        'Vuelva y elija «Intentar de nuevo»',
      ],
      windows: [
        'Abra «Configuración», luego «Privacidad y seguridad» y «Cámara»',
        'Active el acceso a la cámara para las aplicaciones y su navegador',
        'Vuelva y elija «Intentar de nuevo»',
      ],
      other: [
        'Abra los ajustes de privacidad de su dispositivo',
        'Permita que su navegador use la cámara',
        'Vuelva y elija «Intentar de nuevo»',
      ],
    },
    canvas: {
      steps: 'Cómo permitirlo',
      firefox: [
        'Haga clic en el icono de imagen a la izquierda de la barra de direcciones',
        'Permita que este sitio use datos de imagen «canvas»',
        'Elija «Intentar de nuevo». Si nada cambia, use otro navegador',
      ],
      other: [
        'Abra los ajustes de privacidad del navegador, o de su extensión, para este sitio web',
        'Desactive la protección contra la identificación del navegador',
        'Elija «Intentar de nuevo». Si nada cambia, use otro navegador',
      ],
    },
  },
  paused: {
    hidden: { title: 'En pausa', text: 'Vuelva a esta página para continuar.' },
    camera: { title: 'La cámara se interrumpió', text: 'Continuaremos en cuanto vuelva.' },
  },
  done: {
    passed: { title: 'Listo', text: 'Su selfie fue confirmado. Gracias.' },
    decided: { title: 'Recibimos su selfie', text: 'El resultado aparecerá en la página de la que vino.' },
  },
  cancelled: { title: 'Salió de la comprobación', text: 'Puede empezar de nuevo cuando quiera.' },
  leaving: {
    title: '¿Salir de la comprobación?',
    text: 'Su selfie se está enviando. Si sale ahora, el resultado puede perderse y este intento puede contar.',
  },
  idle: {
    title: '¿Sigue ahí?',
    text: 'La comprobación termina en un minuto. Elija «Quedarme aquí» para seguir.',
  },
  handoff: {
    code: 'Código QR que abre esta verificación en tu teléfono',
    waiting: {
      title: 'Escanea este código con tu teléfono',
      text: 'Apunta la cámara del teléfono al código. Hazlo solo si tú iniciaste esta verificación.',
    },
    opened: { title: 'Sigue en tu teléfono', text: 'Esta página continuará sola cuando termines allí.' },
    expired: { title: 'El código ha caducado', text: 'Crea uno nuevo y escanéalo con tu teléfono.' },
    left: {
      title: 'La verificación se detuvo en tu teléfono',
      text: 'Crea un código nuevo para seguir allí o usa este ordenador.',
    },
    unmade: { title: 'No se pudo crear el código', text: 'Revisa tu conexión a internet y crea un código nuevo.' },
    done: { title: 'Aquí ya está todo', text: 'Ya puedes volver a tu ordenador.' },
  },
  hint: {
    'no-face': 'Mire a la cámara',
    'several-faces': 'Solo una persona, por favor',
    'face-cut-off': 'Muestre todo el rostro',
    'too-far': 'Acérquese',
    'too-close': 'Aléjese un poco',
    'move-left': 'Muévase un poco a su izquierda',
    'move-right': 'Muévase un poco a su derecha',
    'move-up': 'Suba un poco',
    'move-down': 'Baje un poco',
    'look-straight': 'Mire al frente',
    'head-tilted': 'Mantenga la cabeza recta',
    'too-dark': 'Busque más luz',
    'too-bright': 'Demasiada luz, evite el reflejo',
    'uneven-light': 'Gírese hacia la luz',
    'blurred': 'Limpie la lente y sostenga firme',
    'hold-still': 'No se mueva',
    'hold': 'Muy bien, no se mueva',
  },
  error: {
    'unsupported-browser': {
      title: 'Este navegador no permite la comprobación',
      text: 'Abra esta página en una versión actual de Chrome, Edge, Firefox o Safari.',
    },
    'insecure-context': {
      title: 'Esta página no es segura',
      text: 'La cámara solo funciona en páginas seguras. Abra la dirección que empieza con https.',
    },
    'canvas-blocked': {
      title: 'Un ajuste de privacidad oculta la imagen',
      text: 'La protección de su navegador nos da una imagen incorrecta. Puede permitir que este sitio web la lea.',
    },
    'asset-load-failed': {
      title: 'No se pudo cargar la comprobación',
      text: 'No llegó una parte. Intente de nuevo en un momento. Si no funciona, avise al equipo de soporte de este sitio.',
    },
    'asset-mismatch': {
      title: 'No se pudo cargar de forma segura',
      text: 'Un archivo cambió en el camino. Pruebe otra red o vuelva más tarde.',
    },
    'engine-failed': {
      title: 'No se pudo iniciar la comprobación',
      text: 'Cierre otras aplicaciones y pestañas e intente de nuevo.',
    },
    'worker-crashed': {
      title: 'La comprobación se detuvo de repente',
      text: 'Cierre otras aplicaciones y pestañas e intente de nuevo.',
    },
    'permission-policy': {
      title: 'La cámara no está permitida en esta página',
      text: 'El sitio web no nos deja usar la cámara aquí. Avise a su equipo de soporte, por favor.',
    },
    'permission-user': {
      title: 'Necesitamos su cámara',
      text: 'Está bloqueada para esta página. Puede permitirla de nuevo con unos toques.',
    },
    'permission-system': {
      title: 'Su dispositivo bloquea la cámara',
      text: 'Su navegador no puede usar la cámara. Puede cambiarlo en los ajustes del dispositivo.',
    },
    'camera-in-use': {
      title: 'Otra aplicación usa su cámara',
      text: 'Cierre las videollamadas y las pestañas que usan la cámara.',
    },
    'camera-none': {
      title: 'No se encontró ninguna cámara',
      text: 'Conecte una cámara o abra esta página en su teléfono.',
    },
    'camera-lost': {
      title: 'La cámara se desconectó',
      text: 'Revise su conexión o cierre la aplicación que la usa, e intente de nuevo.',
    },
    'camera-too-small': {
      title: 'La imagen de esta cámara es demasiado pequeña',
      text: 'Elija otra cámara o abra esta página en otro dispositivo.',
    },
    'camera-failed': {
      title: 'La cámara no se inició',
      text: 'Cierre otras aplicaciones que la usan. Si eso no ayuda, reinicie su dispositivo.',
    },
    'capture-timeout': {
      title: 'No pudimos ver bien su rostro',
      text: 'Suele pasar. Estos consejos ayudan a la mayoría.',
    },
    'capture-failed': { title: 'No se pudo tomar el selfie', text: 'Intente una vez más, por favor.' },
    'challenge-timeout': {
      title: 'No vimos el movimiento',
      text: 'Primero mire de frente a la cámara y luego hágalo con calma. Puede intentar de nuevo.',
    },
    'network-offline': { title: 'No tiene conexión', text: 'Conéctese a internet e intente de nuevo.' },
    'network-timeout': {
      title: 'La conexión es demasiado lenta',
      text: 'Vaya a un lugar con mejor señal o use Wi-Fi, e intente de nuevo.',
    },
    'network-failed': { title: 'Se cortó la conexión', text: 'Revise su conexión a internet e intente de nuevo.' },
    'api-unauthorized': {
      title: 'Se acabó el tiempo para esto',
      text: 'Vuelva a la página de la que vino y empiece de nuevo.',
    },
    'api-rejected': {
      title: 'La comprobación no pudo continuar',
      text: 'Vuelva a la página de la que vino y empiece de nuevo.',
    },
    'api-rate-limited': { title: 'Hay demasiadas solicitudes ahora', text: 'Espere un minuto y empiece de nuevo.' },
    'api-failed': {
      title: 'Nuestro servicio tiene un problema',
      text: 'No es culpa suya. Intente de nuevo en unos minutos, por favor.',
    },
    'api-malformed': {
      title: 'Nuestro servicio tiene un problema',
      text: 'No es culpa suya. Intente de nuevo en unos minutos, por favor.',
    },
    'processing-timeout': {
      title: 'Esto tarda más de lo normal',
      text: 'Su selfie llegó. Vuelva a la página de la que vino para ver el resultado más tarde.',
    },
    'handoff-unknown': { title: 'Este enlace no es válido', text: 'Crea un código nuevo en tu ordenador y escanéalo.' },
    'handoff-used': {
      title: 'Este enlace ya se ha usado',
      text: 'Solo funciona una vez. Crea un código nuevo en tu ordenador y escanéalo.',
    },
    'handoff-expired': {
      title: 'Este enlace ha caducado',
      text: 'Los enlaces duran unos minutos. Crea un código nuevo en tu ordenador y escanéalo.',
    },
    'handoff-ended': { title: 'La verificación se detuvo en tu ordenador', text: 'Puedes cerrar esta página.' },
    'too-many-attempts': {
      title: 'Demasiados intentos en poco tiempo',
      text: 'Inténtelo más tarde o vuelva a la página de la que vino.',
    },
    'attempts-exhausted': {
      title: 'No quedan intentos',
      text: 'No pudimos confirmar su selfie. Vuelva a la página de la que vino para ver qué puede hacer.',
    },
    'verification-failed': {
      title: 'No pudimos confirmar su selfie',
      text: 'Vuelva a la página de la que vino para ver qué puede hacer.',
    },
    'help-requested': { title: 'La ayuda está en camino', text: 'Le llevamos al centro de ayuda.' },
    'session-timeout': {
      title: 'La comprobación estuvo abierta demasiado tiempo',
      text: 'Por su seguridad la cerramos. Vuelva y empiece de nuevo.',
    },
    'internal': { title: 'Algo salió mal', text: 'No es culpa suya. Empiece de nuevo, por favor.' },
  },
  reason: {
    NOT_LIVE: {
      title: 'Intentemos una vez más',
      text: 'No pudimos asegurarnos de que había una persona ante la cámara.',
    },
    DEVICE_SPOOF: { title: 'Intentemos una vez más', text: 'Parecía una foto o una pantalla. No se envió nada.' },
    FACE_MATCH_FAILED: {
      title: 'Los rostros no coinciden',
      text: 'No pudimos relacionar el selfie con su foto. Un selfie más nítido puede ayudar.',
    },
    REFERENCE_IMAGE_VALIDATION_FAILED: {
      title: 'Su foto registrada no se puede usar',
      text: 'Un nuevo selfie no ayudará. Pida al equipo de soporte que actualice su foto.',
    },
    REFERENCE_IMAGE_NOT_FOUND: {
      title: 'No hay una foto para comparar',
      text: 'Un nuevo selfie no ayudará. Consulte al equipo de soporte, por favor.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'No encontramos un rostro',
      text: 'Tome otro selfie con todo el rostro dentro del óvalo.',
    },
    INVALID_DOCUMENT: { title: 'El selfie no era lo bastante nítido', text: 'Tome otro con mejor luz, por favor.' },
    VERIFICATION_FAILED: {
      title: 'La comprobación no pudo terminar',
      text: 'Algo salió mal de nuestro lado. Intente una vez más, por favor.',
    },
  },
  unknownReason: { title: 'Intentemos una vez más', text: 'No se pudo confirmar el selfie.' },
};
