/** Machine-made: no native reader has read it yet. */
import type { Translation } from './translation.ts';

export const words: Translation = {
  name: { liveness: 'Ukaguzi wa selfie', verification: 'Uthibitishaji wa uso' },
  action: {
    begin: 'Piga selfie yangu',
    retry: 'Jaribu tena',
    cancel: 'Ghairi',
    close: 'Funga',
    help: 'Pata usaidizi',
    copyLink: 'Nakili kiungo',
    linkCopied: 'Kiungo kimenakiliwa',
    stay: 'Baki hapa',
    leave: 'Ondoka',
    passive: 'Endelea bila miondoko',
    dimScreen: 'Zima mwanga wa skrini',
    phone: 'Endelea kwenye simu yako',
    newCode: 'Tengeneza msimbo mpya',
    thisComputer: 'Tumia kompyuta hii',
  },
  intro: {
    title: 'Jiandae kwa selfie ya haraka',
    text: {
      liveness: 'Inaonyesha kwamba mtu halisi yuko hapa. Inachukua sekunde chache.',
      verification: 'Tunailinganisha na picha yako iliyohifadhiwa. Inachukua sekunde chache.',
    },
    steps: [
      'Tafuta mwanga ulio sawa, bila dirisha nyuma yako',
      'Vua kofia, barakoa na miwani ya giza',
      'Shika kamera usawa wa macho',
    ],
    privacy: 'Video inabaki kwenye kifaa chako. Picha za selfie pekee hutumwa, kwa muunganisho salama.',
    illustration: 'Uso ndani ya fremu ya duara dufu',
  },
  preparing: {
    checking: { title: 'Subiri kidogo', text: 'Tunaandaa kila kitu.' },
    camera: { title: 'Ruhusu kamera', text: 'Kivinjari chako kitaomba ruhusa. Chagua “Ruhusu” ili kuendelea.' },
    engine: { title: 'Karibu tayari', text: 'Ukaguzi wa uso unapakiwa. Hii hufanyika mara moja tu.' },
  },
  capture: {
    title: 'Weka uso wako ndani ya umbo la yai',
    text: 'Selfie itapigwa yenyewe.',
    holding: 'Vizuri sana, tulia hivyo',
    lit: 'Skrini imeangazwa ili kumulika uso wako.',
    tinted: 'Rangi ya skrini inabadilika polepole.',
    taken: 'Selfie imepigwa',
    preview: 'Mwonekano wa kamera, kama kwenye kioo',
    previewUnmirrored: 'Mwonekano wa kamera',
    camera: 'Kamera',
    cameraNumber: (number) => `Kamera ${number}`,
  },
  challenge: {
    ask: {
      BLINK: 'Kopesha macho yote mawili',
      SMILE: 'Tabasamu, kisha legeza uso',
      TURN_LEFT: 'Geuza kichwa kushoto kwako',
      TURN_RIGHT: 'Geuza kichwa kulia kwako',
      NOD: 'Inamisha kichwa mara moja',
    },
    how: {
      BLINK: 'Funga macho yote mawili kidogo, kisha yafungue tena.',
      SMILE: 'Tabasamu sana kwa sekunde moja, kisha legeza mdomo.',
      TURN_LEFT: 'Geuka polepole kuelekea bega lako la kushoto.',
      TURN_RIGHT: 'Geuka polepole kuelekea bega lako la kulia.',
      NOD: 'Shusha kidevu kuelekea kifuani, kisha tazama juu tena.',
    },
    text: 'Weka uso wako ndani ya umbo la yai.',
    rest: 'Tazama mbele moja kwa moja',
    back: 'Vizuri, sasa rudi',
    otherWay: 'Upande mwingine, tafadhali',
    progress: (number, total) => `${number} kati ya ${total}`,
    timeLeft: 'Muda uliobaki',
  },
  sending: {
    uploading: { title: 'Selfie yako inatumwa', text: 'Tafadhali acha ukurasa huu wazi.' },
    processing: { title: 'Selfie yako inakaguliwa', text: 'Kwa kawaida huchukua sekunde chache.' },
    late: 'Bado tunaishughulikia. Asante kwa kusubiri.',
  },
  retry: {
    tips: 'Haya husaidia',
    attemptsLeft: { one: 'Umebakiwa na jaribio {count}.', other: 'Umebakiwa na majaribio {count}.' },
  },
  tip: {
    light: 'Elekea dirisha au taa ili mwanga uwe sawa',
    lens: 'Futa lenzi ya kamera',
    uncover: 'Acha uso wako wote bila kufunikwa',
    level: 'Shika kamera usawa wa macho na uitazame moja kwa moja',
    person: 'Tumia uso wako mwenyewe mbele ya kamera, si picha wala skrini',
    still: 'Tulia hadi duara lijae',
  },
  blocked: {
    waiting: 'Tutaendelea wenyewe mara kamera itakapopatikana.',
    steps: 'Jinsi ya kuruhusu kamera',
    place: {
      'chrome-desktop': [
        'Bofya ikoni iliyo kushoto kwa upau wa anwani',
        'Washa “Kamera”',
        'Rudi hapa. Kama hakuna kinachobadilika, chagua “Jaribu tena”',
      ],
      'chrome-android': ['Gusa ikoni iliyo kushoto kwa anwani', 'Gusa “Ruhusa”, kisha “Kamera”', 'Chagua “Ruhusu”'],
      'safari-ios': [
        'Gusa kitufe cha menyu ya ukurasa kwenye upau wa anwani',
        'Gusa “Mipangilio ya Tovuti”, au nukta tatu kwanza',
        'Weka “Kamera” kuwa “Ruhusu”',
      ],
      'safari-mac': [
        'Kwenye upau wa menyu, fungua “Safari”, kisha “Mipangilio ya Tovuti Hii”',
        'Weka “Kamera” kuwa “Ruhusu”',
        'Rudi hapa na uchague “Jaribu tena”',
      ],
      'firefox-desktop': [
        'Bofya kamera iliyokatwa kwenye upau wa anwani',
        'Ondoa kizuizi kando ya “Tumia kamera”',
        'Chagua “Jaribu tena”, kisha “Ruhusu”',
      ],
      'firefox-android': [
        'Gusa kufuli kando ya anwani',
        'Gusa “Kamera” hadi ionyeshe “Imeruhusiwa”',
        'Chagua “Jaribu tena”',
      ],
      'in-app': [
        'Fungua menyu ya kivinjari cha programu hii',
        'Chagua “Fungua kwenye kivinjari”',
        'Anza ukaguzi tena huko',
      ],
      'other-browser': [
        'Fungua mipangilio ya kivinjari ya tovuti hii',
        'Weka kamera kuwa “Ruhusu”',
        'Chagua “Jaribu tena”',
      ],
    },
    system: {
      android: [
        'Fungua “Mipangilio”, kisha “Programu” na kivinjari chako',
        'Gusa “Ruhusa”, kisha “Kamera”',
        'Chagua “Ruhusu”',
      ],
      ios: ['Fungua “Mipangilio” na utafute kivinjari chako', 'Washa “Kamera”', 'Rudi na uchague “Jaribu tena”'],
      mac: [
        'Fungua “Mipangilio ya Mfumo”, kisha “Faragha na Usalama”',
        'Chagua “Kamera” na uiwashe kwa kivinjari chako',
        'Rudi na uchague “Jaribu tena”',
      ],
      windows: [
        'Fungua “Mipangilio”, kisha “Faragha na usalama” na “Kamera”',
        'Washa ufikiaji wa kamera kwa programu na kivinjari chako',
        'Rudi na uchague “Jaribu tena”',
      ],
      other: [
        'Fungua mipangilio ya faragha ya kifaa chako',
        'Ruhusu kivinjari chako kutumia kamera',
        'Rudi na uchague “Jaribu tena”',
      ],
    },
    canvas: {
      steps: 'Jinsi ya kuruhusu',
      firefox: [
        'Bofya ikoni ya picha iliyo kushoto kwa upau wa anwani',
        'Ruhusu tovuti hii kutumia data ya picha ya “canvas”',
        'Chagua “Jaribu tena”. Kama hakuna kinachobadilika, tumia kivinjari kingine',
      ],
      other: [
        'Fungua mipangilio ya faragha ya kivinjari chako, au ya kiendelezi chake, kwa tovuti hii',
        'Zima ulinzi dhidi ya utambuzi wa kivinjari',
        'Chagua “Jaribu tena”. Kama hakuna kinachobadilika, tumia kivinjari kingine',
      ],
    },
  },
  paused: {
    hidden: { title: 'Imesitishwa', text: 'Rudi kwenye ukurasa huu ili kuendelea.' },
    camera: { title: 'Kamera imekatizwa', text: 'Tutaendelea mara itakaporudi.' },
  },
  done: {
    passed: { title: 'Umemaliza', text: 'Selfie yako imethibitishwa. Asante.' },
    decided: { title: 'Selfie yako imepokelewa', text: 'Matokeo yataonekana kwenye ukurasa uliotoka.' },
  },
  cancelled: { title: 'Umeondoka kwenye ukaguzi', text: 'Unaweza kuanza tena wakati wowote.' },
  leaving: {
    title: 'Uondoke kwenye ukaguzi?',
    text: 'Selfie yako inatumwa. Ukiondoka sasa, matokeo yanaweza kupotea na jaribio hili linaweza kuhesabiwa.',
  },
  idle: {
    title: 'Bado upo?',
    text: 'Ukaguzi utaisha baada ya dakika moja. Chagua “Baki hapa” ili kuendelea.',
  },
  handoff: {
    code: 'Msimbo wa QR unaofungua ukaguzi huu kwenye simu yako',
    waiting: {
      title: 'Changanua msimbo huu kwa simu yako',
      text: 'Elekeza kamera ya simu kwenye msimbo. Fanya hivi tu kwa ukaguzi ulioanzisha mwenyewe.',
    },
    opened: { title: 'Endelea kwa simu yako', text: 'Ukurasa huu utaendelea wenyewe ukimaliza huko.' },
    expired: { title: 'Muda wa msimbo umeisha', text: 'Tengeneza mpya, kisha uuchanganue kwa simu yako.' },
    left: {
      title: 'Ukaguzi umesimamishwa kwenye simu yako',
      text: 'Tengeneza msimbo mpya ili kuendelea huko, au tumia kompyuta hii.',
    },
    unmade: {
      title: 'Msimbo haukuweza kutengenezwa',
      text: 'Angalia muunganisho wako wa intaneti, kisha utengeneze msimbo mpya.',
    },
    done: { title: 'Umemaliza hapa', text: 'Sasa unaweza kurudi kwenye kompyuta yako.' },
  },
  hint: {
    'no-face': 'Tazama kamera',
    'several-faces': 'Mtu mmoja tu, tafadhali',
    'face-cut-off': 'Onyesha uso wako wote',
    'too-far': 'Sogea karibu',
    'too-close': 'Rudi nyuma kidogo',
    'move-left': 'Sogea kidogo kushoto kwako',
    'move-right': 'Sogea kidogo kulia kwako',
    'move-up': 'Panda juu kidogo',
    'move-down': 'Shuka chini kidogo',
    'look-straight': 'Tazama mbele moja kwa moja',
    'head-tilted': 'Weka kichwa wima',
    'too-dark': 'Tafuta mwanga zaidi',
    'too-bright': 'Mwanga mkali mno, usogee kando',
    'uneven-light': 'Geuka kuelekea mwanga',
    'blurred': 'Futa lenzi, kisha shika imara',
    'hold-still': 'Tulia hivyo',
    'hold': 'Vizuri sana, tulia hivyo',
  },
  error: {
    'unsupported-browser': {
      title: 'Kivinjari hiki hakiwezi kufanya ukaguzi',
      text: 'Fungua ukurasa huu katika Chrome, Edge, Firefox au Safari ya sasa.',
    },
    'insecure-context': {
      title: 'Ukurasa huu si salama',
      text: 'Kamera hufanya kazi kwenye kurasa salama tu. Fungua anwani inayoanza na https.',
    },
    'canvas-blocked': {
      title: 'Mpangilio wa faragha unaficha picha',
      text: 'Ulinzi wa kivinjari chako unatupa picha isiyo sahihi. Unaweza kuruhusu tovuti hii kuisoma.',
    },
    'asset-load-failed': {
      title: 'Ukaguzi haukuweza kupakiwa',
      text: 'Sehemu yake haikufika. Jaribu tena baada ya muda mfupi. Isiposaidia, waambie watoa msaada wa tovuti hii.',
    },
    'asset-mismatch': {
      title: 'Ukaguzi haukuweza kupakiwa kwa usalama',
      text: 'Faili moja ilibadilishwa njiani. Jaribu mtandao mwingine, au rudi baadaye.',
    },
    'engine-failed': {
      title: 'Ukaguzi haukuweza kuanza',
      text: 'Funga programu na vichupo vingine, kisha jaribu tena.',
    },
    'worker-crashed': {
      title: 'Ukaguzi umesimama ghafla',
      text: 'Funga programu na vichupo vingine, kisha jaribu tena.',
    },
    'permission-policy': {
      title: 'Kamera hairuhusiwi kwenye ukurasa huu',
      text: 'Tovuti haituruhusu kutumia kamera hapa. Tafadhali ijulishe timu yake ya usaidizi.',
    },
    'permission-user': {
      title: 'Tunahitaji kamera yako',
      text: 'Imezuiwa kwa ukurasa huu. Unaweza kuiruhusu tena kwa hatua chache.',
    },
    'permission-system': {
      title: 'Kifaa chako kinazuia kamera',
      text: 'Kivinjari chako hakiruhusiwi kutumia kamera. Unaweza kubadilisha hilo kwenye mipangilio ya kifaa.',
    },
    'camera-in-use': {
      title: 'Programu nyingine inatumia kamera yako',
      text: 'Funga simu za video na vichupo vingine vinavyotumia kamera.',
    },
    'camera-none': {
      title: 'Hakuna kamera iliyopatikana',
      text: 'Unganisha kamera, au fungua ukurasa huu kwenye simu yako.',
    },
    'camera-lost': {
      title: 'Kamera imetenganishwa',
      text: 'Angalia plagi yake, au funga programu inayoitumia, kisha jaribu tena.',
    },
    'camera-too-small': {
      title: 'Picha ya kamera hii ni ndogo mno',
      text: 'Chagua kamera nyingine, au fungua ukurasa huu kwenye kifaa kingine.',
    },
    'camera-failed': {
      title: 'Kamera haikuwaka',
      text: 'Funga programu nyingine zinazoitumia. Ikiwa haisaidii, washa upya kifaa chako.',
    },
    'capture-timeout': { title: 'Hatukuona uso wako vizuri', text: 'Hutokea. Vidokezo hivi huwasaidia watu wengi.' },
    'capture-failed': { title: 'Selfie haikuweza kupigwa', text: 'Tafadhali jaribu mara moja zaidi.' },
    'challenge-timeout': {
      title: 'Hatukuona mwondoko',
      text: 'Kwanza tazama kamera moja kwa moja, kisha usiwe na haraka. Unaweza kujaribu tena.',
    },
    'network-offline': { title: 'Hauko mtandaoni', text: 'Unganisha kwenye intaneti, kisha jaribu tena.' },
    'network-timeout': {
      title: 'Muunganisho ni wa polepole mno',
      text: 'Nenda mahali penye mawimbi bora, au tumia Wi-Fi, kisha jaribu tena.',
    },
    'network-failed': {
      title: 'Muunganisho umekatika',
      text: 'Angalia muunganisho wako wa intaneti, kisha jaribu tena.',
    },
    'api-unauthorized': { title: 'Muda wa kufanya hivi umeisha', text: 'Rudi kwenye ukurasa uliotoka na uanze tena.' },
    'api-rejected': { title: 'Ukaguzi haukuweza kuendelea', text: 'Rudi kwenye ukurasa uliotoka na uanze tena.' },
    'api-rate-limited': { title: 'Maombi ni mengi mno kwa sasa', text: 'Subiri dakika moja, kisha anza tena.' },
    'api-failed': {
      title: 'Huduma yetu ina tatizo',
      text: 'Si kosa lako. Tafadhali jaribu tena baada ya dakika chache.',
    },
    'api-malformed': {
      title: 'Huduma yetu ina tatizo',
      text: 'Si kosa lako. Tafadhali jaribu tena baada ya dakika chache.',
    },
    'processing-timeout': {
      title: 'Hii inachukua muda kuliko kawaida',
      text: 'Selfie yako imefika. Rudi kwenye ukurasa uliotoka ili uone matokeo baadaye.',
    },
    'handoff-unknown': {
      title: 'Kiungo hiki si sahihi',
      text: 'Tengeneza msimbo mpya kwenye kompyuta yako na uuchanganue.',
    },
    'handoff-used': {
      title: 'Kiungo hiki kimeshatumika',
      text: 'Kinafanya kazi mara moja tu. Tengeneza msimbo mpya kwenye kompyuta yako na uuchanganue.',
    },
    'handoff-expired': {
      title: 'Muda wa kiungo hiki umeisha',
      text: 'Viungo hudumu dakika chache. Tengeneza msimbo mpya kwenye kompyuta yako na uuchanganue.',
    },
    'handoff-ended': { title: 'Ukaguzi umesimamishwa kwenye kompyuta yako', text: 'Unaweza kufunga ukurasa huu.' },
    'too-many-attempts': {
      title: 'Majaribio mengi mno kwa muda mfupi',
      text: 'Tafadhali jaribu tena baadaye, au rudi kwenye ukurasa uliotoka.',
    },
    'attempts-exhausted': {
      title: 'Hakuna majaribio yaliyobaki',
      text: 'Hatukuweza kuthibitisha selfie yako. Rudi kwenye ukurasa uliotoka ili uone unachoweza kufanya.',
    },
    'verification-failed': {
      title: 'Hatukuweza kuthibitisha selfie yako',
      text: 'Rudi kwenye ukurasa uliotoka ili uone unachoweza kufanya.',
    },
    'help-requested': { title: 'Usaidizi unakuja', text: 'Unapelekwa kwenye kituo cha usaidizi.' },
    'session-timeout': {
      title: 'Ukaguzi ulikuwa wazi kwa muda mrefu mno',
      text: 'Kwa usalama wako tumeufunga. Rudi na uanze tena.',
    },
    'internal': { title: 'Kuna hitilafu imetokea', text: 'Si kosa lako. Tafadhali anza tena.' },
  },
  reason: {
    NOT_LIVE: {
      title: 'Tujaribu mara moja zaidi',
      text: 'Hatukuweza kuwa na hakika kwamba mtu alikuwa mbele ya kamera.',
    },
    DEVICE_SPOOF: { title: 'Tujaribu mara moja zaidi', text: 'Ilionekana kama picha au skrini. Hakuna kilichotumwa.' },
    FACE_MATCH_FAILED: {
      title: 'Nyuso hazikulingana',
      text: 'Hatukuweza kulinganisha selfie na picha yako. Selfie iliyo wazi zaidi inaweza kusaidia.',
    },
    REFERENCE_IMAGE_VALIDATION_FAILED: {
      title: 'Picha yako iliyohifadhiwa haiwezi kutumika',
      text: 'Selfie mpya haitasaidia. Tafadhali iombe timu ya usaidizi isasishe picha yako.',
    },
    REFERENCE_IMAGE_NOT_FOUND: {
      title: 'Hakuna picha ya kulinganisha',
      text: 'Selfie mpya haitasaidia. Tafadhali wasiliana na timu ya usaidizi.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'Hatukupata uso',
      text: 'Tafadhali piga selfie nyingine uso wako wote ukiwa ndani ya umbo la yai.',
    },
    INVALID_DOCUMENT: { title: 'Selfie haikuwa wazi vya kutosha', text: 'Tafadhali piga nyingine kwenye mwanga bora.' },
    VERIFICATION_FAILED: {
      title: 'Ukaguzi haukuweza kukamilika',
      text: 'Kuna hitilafu upande wetu. Tafadhali jaribu mara moja zaidi.',
    },
  },
  unknownReason: { title: 'Tujaribu mara moja zaidi', text: 'Selfie haikuweza kuthibitishwa.' },
};
