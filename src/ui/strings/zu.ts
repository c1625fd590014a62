/** Machine-made: no native reader has read it yet. */
import type { Translation } from './translation.ts';

export const words: Translation = {
  name: { liveness: 'Ukuhlola i-selfie', verification: 'Ukuqinisekisa ubuso' },
  action: {
    begin: 'Thatha i-selfie yami',
    retry: 'Zama futhi',
    cancel: 'Khansela',
    close: 'Vala',
    help: 'Thola usizo',
    copyLink: 'Kopisha isixhumanisi',
    linkCopied: 'Isixhumanisi sikopishiwe',
    stay: 'Hlala lapha',
    leave: 'Phuma',
    passive: 'Qhubeka ngaphandle kokunyakaza',
    dimScreen: 'Vala ukukhanya kwesikrini',
    phone: 'Qhubeka ocingweni lwakho',
    newCode: 'Yenza ikhodi entsha',
    thisComputer: 'Sebenzisa le khompyutha',
  },
  intro: {
    title: 'Lungela i-selfie esheshayo',
    text: {
      liveness: 'Ikhombisa ukuthi kukhona umuntu wangempela. Ithatha imizuzwana embalwa.',
      verification: 'Siyiqhathanisa nesithombe sakho esisigciniwe. Ithatha imizuzwana embalwa.',
    },
    steps: [
      'Thola ukukhanya okulinganayo, ngaphandle kwefasitela ngemuva kwakho',
      'Khumula isigqoko, imaski nezibuko ezimnyama',
      'Bamba ikhamera ilingane namehlo',
    ],
    privacy: 'Ividiyo ihlala kudivayisi yakho. Kuthunyelwa izithombe ze-selfie kuphela, ngoxhumo oluphephile.',
    illustration: 'Ubuso ngaphakathi kohlaka oluyi-oval',
  },
  preparing: {
    checking: { title: 'Isikhashana nje', text: 'Silungisa konke.' },
    camera: { title: 'Vumela ikhamera', text: 'Isiphequluli sizocela imvume. Khetha u-“Vumela” ukuze uqhubeke.' },
    engine: { title: 'Sekuseduze', text: 'Kulayishwa ukuhlolwa kobuso. Lokhu kwenzeka kanye kuphela.' },
  },
  capture: {
    title: 'Beka ubuso bakho ku-oval',
    text: 'I-selfie izozithatha yona.',
    holding: 'Kuhle, unganyakazi',
    lit: 'Isikrini sikhanyisiwe ukuze kukhanye ubuso bakho.',
    tinted: 'Umbala wesikrini ushintsha kancane.',
    taken: 'I-selfie ithathiwe',
    preview: 'Okubonwa yikhamera, njengesibuko',
    previewUnmirrored: 'Okubonwa yikhamera',
    camera: 'Ikhamera',
    cameraNumber: (number) => `Ikhamera ${number}`,
  },
  challenge: {
    ask: {
      BLINK: 'Cwayiza amehlo womabili',
      SMILE: 'Mamatheka, bese uphumula',
      TURN_LEFT: 'Phendulela ikhanda kwesobunxele sakho',
      TURN_RIGHT: 'Phendulela ikhanda kwesokudla sakho',
      NOD: 'Nqekuzisa ikhanda kanye',
    },
    how: {
      BLINK: 'Vala amehlo womabili isikhashana, bese uwavula futhi.',
      SMILE: 'Mamatheka kakhulu umzuzwana owodwa, bese uphumuza umlomo.',
      TURN_LEFT: 'Phenduka kancane uye ehlombe lesobunxele.',
      TURN_RIGHT: 'Phenduka kancane uye ehlombe lesokudla.',
      NOD: 'Yehlisa isilevu siye esifubeni, bese ubheka phambili futhi.',
    },
    text: 'Gcina ubuso bakho ku-oval.',
    rest: 'Bheka phambili ngqo',
    back: 'Kuhle, manje buyela emuva',
    otherWay: 'Ngakolunye uhlangothi, sicela',
    progress: (number, total) => `${number} kwezingu-${total}`,
    timeLeft: 'Isikhathi esisele',
  },
  sending: {
    uploading: { title: 'Kuthunyelwa i-selfie yakho', text: 'Sicela ugcine leli khasi livulekile.' },
    processing: { title: 'Kuhlolwa i-selfie yakho', text: 'Kuvame ukuthatha imizuzwana embalwa.' },
    late: 'Sisakusebenza. Siyabonga ngokulinda.',
  },
  retry: {
    tips: 'Lokhu kuyasiza',
    attemptsLeft: { one: 'Usenethuba elingu-{count}.', other: 'Usenamathuba angu-{count}.' },
  },
  tip: {
    light: 'Bheka efasiteleni noma esibanini ukuze ukukhanya kulingane',
    lens: 'Sula ilensi yekhamera',
    uncover: 'Gcina bonke ubuso bakho bungamboziwe',
    level: 'Bamba ikhamera ilingane namehlo futhi uyibheke ngqo',
    person: 'Sebenzisa ubuso bakho phambi kwekhamera, hhayi isithombe noma isikrini',
    still: 'Unganyakazi kuze kugcwale indilinga',
  },
  blocked: {
    waiting: 'Sizoqhubeka ngokwethu lapho ikhamera isikhona.',
    steps: 'Uyivumela kanjani ikhamera',
    place: {
      'chrome-desktop': [
        'Chofoza isithonjana esingakwesobunxele sebha yekheli',
        'Vula “Ikhamera”',
        'Buyela lapha. Uma kungashintshi lutho, khetha u-“Zama futhi”',
      ],
      'chrome-android': [
        'Thepha isithonjana esingakwesobunxele sekheli',
        'Thepha “Izimvume”, bese “Ikhamera”',
        'Khetha u-“Vumela”',
      ],
      'safari-ios': [
        'Thepha inkinobho yemenyu yekhasi kubha yekheli',
        'Thepha “Izilungiselelo Zewebhusayithi”, noma amachashazi amathathu kuqala',
        'Setha “Ikhamera” ku-“Vumela”',
      ],
      'safari-mac': [
        'Kubha yemenyu, vula i-“Safari”, bese “Izilungiselelo Zale Webhusayithi”',
        'Setha “Ikhamera” ku-“Vumela”',
        'Buyela lapha bese ukhetha u-“Zama futhi”',
      ],
      'firefox-desktop': [
        'Chofoza ikhamera enomugqa kubha yekheli',
        'Susa ukuvimba eduze kuka-“Sebenzisa ikhamera”',
        'Khetha u-“Zama futhi”, bese u-“Vumela”',
      ],
      'firefox-android': [
        'Thepha ilokhi eduze kwekheli',
        'Thepha “Ikhamera” kuze kuthi “Ivunyelwe”',
        'Khetha u-“Zama futhi”',
      ],
      'in-app': ['Vula imenyu yesiphequluli sale app', 'Khetha u-“Vula esipheqululini”', 'Qala ukuhlola futhi lapho'],
      'other-browser': [
        'Vula izilungiselelo zesiphequluli zale webhusayithi',
        'Setha ikhamera ku-“Vumela”',
        'Khetha u-“Zama futhi”',
      ],
    },
    system: {
      android: [
        'Vula “Izilungiselelo”, bese “Ama-app” nesiphequluli sakho',
        'Thepha “Izimvume”, bese “Ikhamera”',
        'Khetha u-“Vumela”',
      ],
      ios: ['Vula “Izilungiselelo” uye esipheqululini sakho', 'Vula “Ikhamera”', 'Buya bese ukhetha u-“Zama futhi”'],
      mac: [
        'Vula “Izilungiselelo Zesistimu”, bese “Ubumfihlo Nokuphepha”',
        'Khetha “Ikhamera” uyivulele isiphequluli sakho',
        'Buya bese ukhetha u-“Zama futhi”',
      ],
      windows: [
        'Vula “Izilungiselelo”, bese “Ubumfihlo nokuphepha” kanye ne-“Ikhamera”',
        'Vulela ama-app nesiphequluli ukufinyelela ikhamera',
        'Buya bese ukhetha u-“Zama futhi”',
      ],
      other: [
        'Vula izilungiselelo zobumfihlo zedivayisi yakho',
        'Vumela isiphequluli sisebenzise ikhamera',
        'Buya bese ukhetha u-“Zama futhi”',
      ],
    },
    canvas: {
      steps: 'Ukuvumela kanjani',
      firefox: [
        'Chofoza isithonjana sesithombe esingakwesobunxele sebha yekheli',
        'Vumela leli sayithi lisebenzise idatha yesithombe ye-“canvas”',
        'Khetha u-“Zama futhi”. Uma kungashintshi lutho, sebenzisa esinye isiphequluli',
      ],
      other: [
        'Vula izilungiselelo zobumfihlo zesiphequluli, noma zesandiso saso, zale webhusayithi',
        'Vala ukuvikelwa ekuhlonzweni kwesiphequluli',
        'Khetha u-“Zama futhi”. Uma kungashintshi lutho, sebenzisa esinye isiphequluli',
      ],
    },
  },
  paused: {
    hidden: { title: 'Kumiswe okwesikhashana', text: 'Buyela kuleli khasi ukuze uqhubeke.' },
    camera: { title: 'Ikhamera iphazamisekile', text: 'Sizoqhubeka lapho isibuyile.' },
  },
  done: {
    passed: { title: 'Kuqediwe', text: 'I-selfie yakho iqinisekisiwe. Siyabonga.' },
    decided: { title: 'I-selfie yakho yamukelwe', text: 'Umphumela uzovela ekhasini ovela kulo.' },
  },
  cancelled: { title: 'Uphumile ekuhlolweni', text: 'Ungaqala futhi noma nini.' },
  leaving: {
    title: 'Uphume ekuhlolweni?',
    text: 'I-selfie yakho iyathunyelwa. Uma uphuma manje, umphumela ungalahleka futhi leli thuba lingabalwa.',
  },
  idle: {
    title: 'Usekhona?',
    text: 'Ukuhlolwa kuphela ngomzuzu owodwa. Khetha “Hlala lapha” ukuze uqhubeke.',
  },
  handoff: {
    code: 'Ikhodi ye-QR evula lokhu kuhlola ocingweni lwakho',
    waiting: {
      title: 'Skena le khodi ngocingo lwakho',
      text: 'Khomba ikhodi ngekhamera yocingo. Yenza lokhu kuphela uma uqale wena lokhu kuhlola.',
    },
    opened: { title: 'Qhubeka ngocingo lwakho', text: 'Leli khasi lizoqhubeka lodwa uma usuqedile lapho.' },
    expired: { title: 'Ikhodi iphelelwe yisikhathi', text: 'Yenza entsha, bese uyiskena ngocingo lwakho.' },
    left: {
      title: 'Ukuhlola kumiswe ocingweni lwakho',
      text: 'Yenza ikhodi entsha ukuze uqhubeke lapho, noma sebenzisa le khompyutha.',
    },
    unmade: {
      title: 'Ikhodi ayikwazanga ukwenziwa',
      text: 'Bheka uxhumano lwakho lwe-inthanethi, bese wenza ikhodi entsha.',
    },
    done: { title: 'Kuqediwe lapha', text: 'Manje ungabuyela kukhompyutha yakho.' },
  },
  hint: {
    'no-face': 'Bheka ekhamereni',
    'several-faces': 'Umuntu oyedwa, sicela',
    'face-cut-off': 'Bonisa bonke ubuso bakho',
    'too-far': 'Sondela kancane',
    'too-close': 'Hlehla kancane',
    'move-left': 'Yana kancane kwesobunxele sakho',
    'move-right': 'Yana kancane kwesokudla sakho',
    'move-up': 'Yenyuka kancane',
    'move-down': 'Yehla kancane',
    'look-straight': 'Bheka phambili ngqo',
    'head-tilted': 'Qondisa ikhanda',
    'too-dark': 'Thola ukukhanya okwengeziwe',
    'too-bright': 'Kukhanya kakhulu, suka kancane',
    'uneven-light': 'Bheka ngasekukhanyeni',
    'blurred': 'Sula ilensi, bese ubamba uqinise',
    'hold-still': 'Unganyakazi',
    'hold': 'Kuhle, unganyakazi',
  },
  error: {
    'unsupported-browser': {
      title: 'Lesi siphequluli asikwazi ukuhlola',
      text: 'Vula leli khasi ku-Chrome, Edge, Firefox noma Safari yamanje.',
    },
    'insecure-context': {
      title: 'Leli khasi aliphephile',
      text: 'Ikhamera isebenza emakhasini aphephile kuphela. Vula ikheli eliqala ngo-https.',
    },
    'canvas-blocked': {
      title: 'Ukulungiselelwa kobumfihlo kufihla isithombe',
      text: 'Ukuvikeleka kwesiphequluli kusinika isithombe esingalungile. Ungavumela le webhusayithi isifunde.',
    },
    'asset-load-failed': {
      title: 'Ukuhlolwa akulayishekanga',
      text: 'Kukhona ingxenye engafikanga. Zama futhi maduze. Uma kungasizi, tshela ithimba losizo lale webhusayithi.',
    },
    'asset-mismatch': {
      title: 'Ukuhlolwa akulayishekanga ngokuphepha',
      text: 'Ifayela lishintshwe endleleni. Zama enye inethiwekhi, noma ubuye kamuva.',
    },
    'engine-failed': { title: 'Ukuhlolwa akuqalanga', text: 'Vala amanye ama-app namathebhu, bese uzama futhi.' },
    'worker-crashed': {
      title: 'Ukuhlolwa kume kungalindelekile',
      text: 'Vala amanye ama-app namathebhu, bese uzama futhi.',
    },
    'permission-policy': {
      title: 'Ikhamera ayivunyelwe kuleli khasi',
      text: 'Iwebhusayithi ayisivumeli ukuthi sisebenzise ikhamera lapha. Sicela utshele ithimba layo losizo.',
    },
    'permission-user': {
      title: 'Sidinga ikhamera yakho',
      text: 'Ivinjelwe kuleli khasi. Ungayivumela futhi ngezinyathelo ezimbalwa.',
    },
    'permission-system': {
      title: 'Idivayisi yakho ivimba ikhamera',
      text: 'Isiphequluli asivunyelwe ukusebenzisa ikhamera. Ungakushintsha kuzilungiselelo zedivayisi.',
    },
    'camera-in-use': {
      title: 'Enye i-app isebenzisa ikhamera yakho',
      text: 'Vala amakholi evidiyo namanye amathebhu asebenzisa ikhamera.',
    },
    'camera-none': {
      title: 'Ayikho ikhamera etholakele',
      text: 'Xhuma ikhamera, noma uvule leli khasi efonini yakho.',
    },
    'camera-lost': {
      title: 'Ikhamera inqamukile',
      text: 'Bheka ipulaki yayo, noma uvale i-app eyisebenzisayo, bese uzama futhi.',
    },
    'camera-too-small': {
      title: 'Isithombe sale khamera sincane kakhulu',
      text: 'Khetha enye ikhamera, noma uvule leli khasi kwenye idivayisi.',
    },
    'camera-failed': {
      title: 'Ikhamera ayiqalanga',
      text: 'Vala amanye ama-app ayisebenzisayo. Uma kungasizi, qala kabusha idivayisi yakho.',
    },
    'capture-timeout': {
      title: 'Asikwazanga ukubona ubuso bakho kahle',
      text: 'Kuyenzeka. La macebiso asiza abantu abaningi.',
    },
    'capture-failed': { title: 'I-selfie ayithathekanga', text: 'Sicela uzame futhi kanye.' },
    'challenge-timeout': {
      title: 'Asikubonanga ukunyakaza',
      text: 'Qala ubheke ngqo ekhamereni, bese uthatha isikhathi sakho. Ungazama futhi.',
    },
    'network-offline': { title: 'Awuxhunyiwe ku-inthanethi', text: 'Xhuma ku-inthanethi, bese uzama futhi.' },
    'network-timeout': {
      title: 'Uxhumo luhamba kancane kakhulu',
      text: 'Yana endaweni enesignali engcono, noma usebenzise i-Wi-Fi, bese uzama futhi.',
    },
    'network-failed': { title: 'Uxhumo lunqamukile', text: 'Bheka uxhumo lwakho lwe-inthanethi, bese uzama futhi.' },
    'api-unauthorized': { title: 'Isikhathi salokhu siphelile', text: 'Buyela ekhasini ovela kulo bese uqala futhi.' },
    'api-rejected': { title: 'Ukuhlolwa akukwazanga ukuqhubeka', text: 'Buyela ekhasini ovela kulo bese uqala futhi.' },
    'api-rate-limited': { title: 'Izicelo ziningi kakhulu okwamanje', text: 'Linda umzuzu owodwa, bese uqala futhi.' },
    'api-failed': {
      title: 'Isevisi yethu inenkinga',
      text: 'Akulona iphutha lakho. Sicela uzame futhi emizuzwini embalwa.',
    },
    'api-malformed': {
      title: 'Isevisi yethu inenkinga',
      text: 'Akulona iphutha lakho. Sicela uzame futhi emizuzwini embalwa.',
    },
    'processing-timeout': {
      title: 'Lokhu kuthatha isikhathi eside kunokujwayelekile',
      text: 'I-selfie yakho ifikile. Buyela ekhasini ovela kulo ukuze ubone umphumela kamuva.',
    },
    'handoff-unknown': {
      title: 'Lesi sixhumanisi asivumelekile',
      text: 'Yenza ikhodi entsha kukhompyutha yakho bese uyayiskena.',
    },
    'handoff-used': {
      title: 'Lesi sixhumanisi sesisetshenzisiwe',
      text: 'Sisebenza kanye kuphela. Yenza ikhodi entsha kukhompyutha yakho bese uyayiskena.',
    },
    'handoff-expired': {
      title: 'Lesi sixhumanisi siphelelwe yisikhathi',
      text: 'Izixhumanisi zihlala imizuzu embalwa. Yenza ikhodi entsha kukhompyutha yakho bese uyayiskena.',
    },
    'handoff-ended': { title: 'Ukuhlola kumiswe kukhompyutha yakho', text: 'Ungavala leli khasi.' },
    'too-many-attempts': {
      title: 'Imizamo eminingi kakhulu ngesikhathi esifushane',
      text: 'Sicela uzame futhi kamuva, noma ubuyele ekhasini ovela kulo.',
    },
    'attempts-exhausted': {
      title: 'Awasekho amathuba',
      text: 'Asikwazanga ukuqinisekisa i-selfie yakho. Buyela ekhasini ovela kulo ukuze ubone ongakwenza.',
    },
    'verification-failed': {
      title: 'Asikwazanga ukuqinisekisa i-selfie yakho',
      text: 'Buyela ekhasini ovela kulo ukuze ubone ongakwenza.',
    },
    'help-requested': { title: 'Usizo luyeza', text: 'Uyiswa esikhungweni sosizo.' },
    'session-timeout': {
      title: 'Ukuhlolwa kube vuleke isikhathi eside kakhulu',
      text: 'Ukuze uphephe sikuvalile. Buyela emuva uqale futhi.',
    },
    'internal': { title: 'Kube nenkinga', text: 'Akulona iphutha lakho. Sicela uqale futhi.' },
  },
  reason: {
    NOT_LIVE: { title: 'Asizame futhi kanye', text: 'Asiqiniseki ukuthi bekukhona umuntu phambi kwekhamera.' },
    DEVICE_SPOOF: { title: 'Asizame futhi kanye', text: 'Kubukeke njengesithombe noma isikrini. Akukho okuthunyelwe.' },
    FACE_MATCH_FAILED: {
      title: 'Ubuso abufani',
      text: 'Asikwazanga ukuqhathanisa i-selfie nesithombe sakho. I-selfie ecacile ingasiza.',
    },
    REFERENCE_IMAGE_VALIDATION_FAILED: {
      title: 'Isithombe sakho esigciniwe asisebenziseki',
      text: 'I-selfie entsha ngeke isize. Sicela ucele ithimba losizo libuyekeze isithombe sakho.',
    },
    REFERENCE_IMAGE_NOT_FOUND: {
      title: 'Asikho isithombe sokuqhathanisa',
      text: 'I-selfie entsha ngeke isize. Sicela uxhumane nethimba losizo.',
    },
    DOCUMENT_NOT_FOUND: { title: 'Asibutholanga ubuso', text: 'Sicela uthathe enye i-selfie ubuso bonke bukwi-oval.' },
    INVALID_DOCUMENT: { title: 'I-selfie ibingacacile ngokwanele', text: 'Sicela uthathe enye ekukhanyeni okungcono.' },
    VERIFICATION_FAILED: {
      title: 'Ukuhlolwa akukwazanga ukuqedwa',
      text: 'Kube nenkinga ngakithi. Sicela uzame futhi kanye.',
    },
  },
  unknownReason: { title: 'Asizame futhi kanye', text: 'I-selfie ayikwazanga ukuqinisekiswa.' },
};
