/** Machine-made: no native reader has read it yet. */
import type { Translation } from './translation.ts';

export const words: Translation = {
  name: { liveness: 'Semakan swafoto', verification: 'Pengesahan wajah' },
  action: {
    begin: 'Ambil swafoto',
    retry: 'Cuba lagi',
    cancel: 'Batal',
    close: 'Tutup',
    help: 'Dapatkan bantuan',
    copyLink: 'Salin pautan',
    linkCopied: 'Pautan disalin',
    stay: 'Kekal di sini',
    leave: 'Keluar',
    passive: 'Teruskan tanpa pergerakan',
    dimScreen: 'Matikan skrin terang',
    phone: 'Teruskan di telefon anda',
    newCode: 'Buat kod baharu',
    thisComputer: 'Guna komputer ini',
  },
  intro: {
    title: 'Sedia untuk swafoto ringkas',
    text: {
      liveness: 'Ini menunjukkan bahawa orang sebenar berada di sini. Hanya mengambil beberapa saat.',
      verification: 'Kami membandingkannya dengan foto anda dalam rekod. Hanya mengambil beberapa saat.',
    },
    steps: [
      'Cari cahaya yang sekata, tanpa tingkap di belakang anda',
      'Tanggalkan topi, pelitup muka dan cermin mata gelap',
      'Pegang kamera separas mata',
    ],
    privacy: 'Video kekal pada peranti anda. Hanya gambar swafoto dihantar, melalui sambungan yang selamat.',
    illustration: 'Wajah di dalam bingkai bujur',
  },
  preparing: {
    checking: { title: 'Sebentar', text: 'Kami sedang membuat persediaan.' },
    camera: {
      title: 'Benarkan kamera',
      text: 'Pelayar anda akan meminta kebenaran. Pilih “Benarkan” untuk meneruskan.',
    },
    engine: { title: 'Hampir sedia', text: 'Semakan wajah sedang dimuatkan. Ini berlaku sekali sahaja.' },
  },
  capture: {
    title: 'Letakkan wajah anda di dalam bujur',
    text: 'Swafoto diambil secara automatik.',
    holding: 'Bagus, kekal begitu',
    lit: 'Skrin menjadi terang untuk menerangi wajah anda.',
    tinted: 'Warna skrin berubah perlahan-lahan.',
    taken: 'Swafoto telah diambil',
    preview: 'Pratonton kamera, seperti cermin',
    previewUnmirrored: 'Pratonton kamera',
    camera: 'Kamera',
    cameraNumber: (number) => `Kamera ${number}`,
  },
  challenge: {
    ask: {
      BLINK: 'Kelipkan kedua-dua mata',
      SMILE: 'Senyum, kemudian berehat',
      TURN_LEFT: 'Pusingkan kepala ke kiri anda',
      TURN_RIGHT: 'Pusingkan kepala ke kanan anda',
      NOD: 'Angguk sekali',
    },
    how: {
      BLINK: 'Pejamkan kedua-dua mata seketika, kemudian buka semula.',
      SMILE: 'Senyum lebar selama sesaat, kemudian rehatkan mulut.',
      TURN_LEFT: 'Pusing perlahan-lahan ke arah bahu kiri anda.',
      TURN_RIGHT: 'Pusing perlahan-lahan ke arah bahu kanan anda.',
      NOD: 'Turunkan dagu ke dada, kemudian pandang ke atas semula.',
    },
    text: 'Kekalkan wajah anda di dalam bujur.',
    rest: 'Pandang lurus ke hadapan',
    back: 'Bagus, kembali semula',
    otherWay: 'Arah yang satu lagi, ya',
    progress: (number, total) => `${number} daripada ${total}`,
    timeLeft: 'Masa yang tinggal',
  },
  sending: {
    uploading: { title: 'Menghantar swafoto anda', text: 'Biarkan halaman ini terbuka.' },
    processing: { title: 'Menyemak swafoto anda', text: 'Biasanya mengambil beberapa saat.' },
    late: 'Kami masih memprosesnya. Terima kasih kerana menunggu.',
  },
  retry: { tips: 'Ini boleh membantu', attemptsLeft: { other: 'Anda masih ada {count} percubaan.' } },
  tip: {
    light: 'Menghadap tingkap atau lampu supaya cahaya sekata',
    lens: 'Lap kanta kamera',
    uncover: 'Pastikan seluruh wajah anda tidak terlindung',
    level: 'Pegang kamera separas mata dan pandang terus ke arahnya',
    person: 'Gunakan wajah anda sendiri di hadapan kamera, bukan gambar atau skrin',
    still: 'Kekal begitu sehingga gelang penuh',
  },
  blocked: {
    waiting: 'Kami akan meneruskan secara automatik sebaik kamera tersedia.',
    steps: 'Cara membenarkan kamera',
    place: {
      'chrome-desktop': [
        'Klik ikon di sebelah kiri bar alamat',
        'Hidupkan “Kamera”',
        'Kembali ke sini. Jika tiada perubahan, pilih “Cuba lagi”',
      ],
      'chrome-android': [
        'Ketik ikon di sebelah kiri alamat',
        'Ketik “Kebenaran”, kemudian “Kamera”',
        'Pilih “Benarkan”',
      ],
      'safari-ios': [
        'Ketik butang menu halaman di bar alamat',
        'Ketik “Tetapan Laman Web”, atau tiga titik dahulu',
        'Tetapkan “Kamera” kepada “Benarkan”',
      ],
      'safari-mac': [
        'Di bar menu, buka “Safari”, kemudian “Tetapan untuk Laman Web Ini”',
        'Tetapkan “Kamera” kepada “Benarkan”',
        'Kembali ke sini dan pilih “Cuba lagi”',
      ],
      'firefox-desktop': [
        'Klik kamera yang dipangkah di bar alamat',
        'Buang sekatan di sebelah “Gunakan kamera”',
        'Pilih “Cuba lagi”, kemudian “Benarkan”',
      ],
      'firefox-android': [
        'Ketik ikon kunci di sebelah alamat',
        'Ketik “Kamera” sehingga tertera “Dibenarkan”',
        'Pilih “Cuba lagi”',
      ],
      'in-app': [
        'Buka menu pelayar dalam aplikasi ini',
        'Pilih “Buka dalam pelayar”',
        'Mulakan semula semakan di sana',
      ],
      'other-browser': [
        'Buka tetapan pelayar anda untuk laman web ini',
        'Tetapkan kamera kepada “Benarkan”',
        'Pilih “Cuba lagi”',
      ],
    },
    system: {
      android: [
        'Buka “Tetapan”, kemudian “Aplikasi” dan pelayar anda',
        'Ketik “Kebenaran”, kemudian “Kamera”',
        'Pilih “Benarkan”',
      ],
      ios: ['Buka “Tetapan” dan tatal ke pelayar anda', 'Hidupkan “Kamera”', 'Kembali dan pilih “Cuba lagi”'],
      mac: [
        'Buka “Tetapan Sistem”, kemudian “Privasi & Keselamatan”',
        'Pilih “Kamera” dan hidupkan untuk pelayar anda',
        'Kembali dan pilih “Cuba lagi”',
      ],
      windows: [
        'Buka “Tetapan”, kemudian “Privasi & keselamatan” dan “Kamera”',
        'Hidupkan akses kamera untuk aplikasi dan pelayar anda',
        'Kembali dan pilih “Cuba lagi”',
      ],
      other: [
        'Buka tetapan privasi peranti anda',
        'Benarkan pelayar anda menggunakan kamera',
        'Kembali dan pilih “Cuba lagi”',
      ],
    },
    canvas: {
      steps: 'Cara membenarkannya',
      firefox: [
        'Klik ikon gambar di sebelah kiri bar alamat',
        'Benarkan laman ini menggunakan data imej “canvas”',
        'Pilih “Cuba lagi”. Jika tiada perubahan, gunakan pelayar lain',
      ],
      other: [
        'Buka tetapan privasi pelayar anda, atau sambungannya, untuk laman web ini',
        'Matikan perlindungan daripada pengecaman pelayar',
        'Pilih “Cuba lagi”. Jika tiada perubahan, gunakan pelayar lain',
      ],
    },
  },
  paused: {
    hidden: { title: 'Dijeda', text: 'Kembali ke halaman ini untuk meneruskan.' },
    camera: { title: 'Kamera terganggu', text: 'Kami akan meneruskan sebaik kamera kembali.' },
  },
  done: {
    passed: { title: 'Selesai', text: 'Swafoto anda telah disahkan. Terima kasih.' },
    decided: { title: 'Swafoto anda telah diterima', text: 'Keputusannya akan dipaparkan di halaman asal anda.' },
  },
  cancelled: { title: 'Anda keluar daripada semakan', text: 'Anda boleh bermula semula pada bila-bila masa.' },
  leaving: {
    title: 'Keluar daripada semakan?',
    text: 'Swafoto anda sedang dihantar. Jika anda keluar sekarang, keputusan mungkin hilang dan percubaan ini mungkin tetap dikira.',
  },
  idle: {
    title: 'Anda masih di sini?',
    text: 'Semakan tamat dalam seminit. Pilih “Kekal di sini” untuk meneruskan.',
  },
  handoff: {
    code: 'Kod QR yang membuka semakan ini di telefon anda',
    waiting: {
      title: 'Imbas kod ini dengan telefon anda',
      text: 'Halakan kamera telefon pada kod. Lakukan ini hanya untuk semakan yang anda mulakan sendiri.',
    },
    opened: {
      title: 'Teruskan dengan telefon anda',
      text: 'Halaman ini diteruskan sendiri apabila anda selesai di sana.',
    },
    expired: { title: 'Kod telah tamat tempoh', text: 'Buat kod baharu, kemudian imbas dengan telefon anda.' },
    left: {
      title: 'Semakan dihentikan di telefon anda',
      text: 'Buat kod baharu untuk meneruskan di sana, atau guna komputer ini.',
    },
    unmade: { title: 'Kod tidak dapat dibuat', text: 'Semak sambungan internet anda, kemudian buat kod baharu.' },
    done: { title: 'Selesai di sini', text: 'Anda boleh kembali ke komputer anda sekarang.' },
  },
  hint: {
    'no-face': 'Pandang ke arah kamera',
    'several-faces': 'Seorang sahaja, ya',
    'face-cut-off': 'Tunjukkan seluruh wajah anda',
    'too-far': 'Datang lebih dekat',
    'too-close': 'Undur sedikit',
    'move-left': 'Gerak sedikit ke kiri anda',
    'move-right': 'Gerak sedikit ke kanan anda',
    'move-up': 'Naik sedikit',
    'move-down': 'Turun sedikit',
    'look-straight': 'Pandang lurus ke hadapan',
    'head-tilted': 'Tegakkan kepala anda',
    'too-dark': 'Cari lebih banyak cahaya',
    'too-bright': 'Terlalu terang, elakkan silau',
    'uneven-light': 'Menghadap ke arah cahaya',
    'blurred': 'Lap kanta, kemudian pegang kukuh',
    'hold-still': 'Jangan bergerak',
    'hold': 'Bagus, jangan bergerak',
  },
  error: {
    'unsupported-browser': {
      title: 'Pelayar ini tidak dapat membuat semakan',
      text: 'Buka halaman ini dalam Chrome, Edge, Firefox atau Safari versi terkini.',
    },
    'insecure-context': {
      title: 'Halaman ini tidak selamat',
      text: 'Kamera hanya berfungsi di halaman yang selamat. Buka alamat yang bermula dengan https.',
    },
    'canvas-blocked': {
      title: 'Tetapan privasi menyembunyikan gambar',
      text: 'Perlindungan pengecaman dalam pelayar anda memberi kami imej yang salah. Anda boleh membenarkan laman web ini membacanya.',
    },
    'asset-load-failed': {
      title: 'Semakan tidak dapat dimuatkan',
      text: 'Satu bahagian tidak sampai. Cuba lagi sebentar lagi. Jika masih gagal, beritahu pasukan sokongan laman ini.',
    },
    'asset-mismatch': {
      title: 'Semakan tidak dapat dimuatkan dengan selamat',
      text: 'Satu fail telah berubah dalam perjalanan kepada anda. Cuba rangkaian lain, atau kembali kemudian.',
    },
    'engine-failed': {
      title: 'Semakan tidak dapat dimulakan',
      text: 'Tutup aplikasi dan tab lain, kemudian cuba lagi.',
    },
    'worker-crashed': {
      title: 'Semakan terhenti tanpa dijangka',
      text: 'Tutup aplikasi dan tab lain, kemudian cuba lagi.',
    },
    'permission-policy': {
      title: 'Kamera tidak dibenarkan di halaman ini',
      text: 'Laman web ini tidak membenarkan kami menggunakan kamera di sini. Sila maklumkan kepada pasukan sokongannya.',
    },
    'permission-user': {
      title: 'Kami memerlukan kamera anda',
      text: 'Kamera disekat untuk halaman ini. Anda boleh membenarkannya semula dengan beberapa ketikan.',
    },
    'permission-system': {
      title: 'Peranti anda menyekat kamera',
      text: 'Pelayar anda tidak dibenarkan menggunakan kamera. Anda boleh mengubahnya dalam tetapan peranti anda.',
    },
    'camera-in-use': {
      title: 'Aplikasi lain sedang menggunakan kamera',
      text: 'Tutup panggilan video dan tab lain yang menggunakan kamera.',
    },
    'camera-none': {
      title: 'Tiada kamera ditemui',
      text: 'Sambungkan kamera, atau buka halaman ini pada telefon anda.',
    },
    'camera-lost': {
      title: 'Kamera terputus',
      text: 'Periksa palamnya, atau tutup aplikasi yang menggunakannya, kemudian cuba lagi.',
    },
    'camera-too-small': {
      title: 'Gambar kamera ini terlalu kecil',
      text: 'Pilih kamera lain, atau buka halaman ini pada peranti lain.',
    },
    'camera-failed': {
      title: 'Kamera tidak dapat dihidupkan',
      text: 'Tutup aplikasi lain yang menggunakannya. Jika masih tidak berjaya, mulakan semula peranti anda.',
    },
    'capture-timeout': {
      title: 'Wajah anda belum kelihatan jelas',
      text: 'Tidak mengapa. Petua ini membantu kebanyakan orang.',
    },
    'capture-failed': { title: 'Swafoto tidak dapat diambil', text: 'Sila cuba sekali lagi.' },
    'challenge-timeout': {
      title: 'Kami belum nampak pergerakan itu',
      text: 'Pandang lurus ke kamera dahulu, kemudian bergerak perlahan-lahan. Anda boleh cuba lagi.',
    },
    'network-offline': { title: 'Anda di luar talian', text: 'Sambung ke internet, kemudian cuba lagi.' },
    'network-timeout': {
      title: 'Sambungan terlalu perlahan',
      text: 'Beralih ke tempat dengan isyarat lebih baik, atau gunakan Wi-Fi, kemudian cuba lagi.',
    },
    'network-failed': { title: 'Sambungan terputus', text: 'Periksa sambungan internet anda, kemudian cuba lagi.' },
    'api-unauthorized': { title: 'Masa anda telah tamat', text: 'Kembali ke halaman asal anda dan mulakan semula.' },
    'api-rejected': {
      title: 'Semakan tidak dapat diteruskan',
      text: 'Kembali ke halaman asal anda dan mulakan semula.',
    },
    'api-rate-limited': {
      title: 'Terlalu banyak permintaan sekarang',
      text: 'Tunggu seminit, kemudian mulakan semula.',
    },
    'api-failed': {
      title: 'Perkhidmatan kami menghadapi masalah',
      text: 'Ini bukan kesilapan anda. Sila cuba lagi dalam beberapa minit.',
    },
    'api-malformed': {
      title: 'Perkhidmatan kami menghadapi masalah',
      text: 'Ini bukan kesilapan anda. Sila cuba lagi dalam beberapa minit.',
    },
    'processing-timeout': {
      title: 'Ini mengambil masa lebih lama daripada biasa',
      text: 'Swafoto anda telah diterima. Kembali ke halaman asal anda untuk melihat keputusan kemudian.',
    },
    'handoff-unknown': { title: 'Pautan ini tidak sah', text: 'Buat kod baharu di komputer anda dan imbas kod itu.' },
    'handoff-used': {
      title: 'Pautan ini telah digunakan',
      text: 'Pautan hanya berfungsi sekali. Buat kod baharu di komputer anda dan imbas kod itu.',
    },
    'handoff-expired': {
      title: 'Pautan ini telah tamat tempoh',
      text: 'Pautan bertahan beberapa minit. Buat kod baharu di komputer anda dan imbas kod itu.',
    },
    'handoff-ended': { title: 'Semakan dihentikan di komputer anda', text: 'Anda boleh menutup halaman ini.' },
    'too-many-attempts': {
      title: 'Terlalu banyak cubaan dalam masa yang singkat',
      text: 'Sila cuba lagi kemudian, atau kembali ke halaman asal anda.',
    },
    'attempts-exhausted': {
      title: 'Tiada percubaan lagi',
      text: 'Kami tidak dapat mengesahkan swafoto anda. Kembali ke halaman asal anda untuk melihat langkah seterusnya.',
    },
    'verification-failed': {
      title: 'Kami tidak dapat mengesahkan swafoto anda',
      text: 'Kembali ke halaman asal anda untuk melihat langkah seterusnya.',
    },
    'help-requested': { title: 'Bantuan akan tiba', text: 'Anda akan dibawa ke pusat bantuan.' },
    'session-timeout': {
      title: 'Semakan terbuka terlalu lama',
      text: 'Demi keselamatan anda, kami menutupnya. Kembali dan mulakan semula.',
    },
    'internal': { title: 'Sesuatu tidak berjalan lancar', text: 'Ini bukan kesilapan anda. Sila mulakan semula.' },
  },
  reason: {
    NOT_LIVE: { title: 'Mari cuba sekali lagi', text: 'Kami belum dapat memastikan ada orang di hadapan kamera.' },
    DEVICE_SPOOF: {
      title: 'Mari cuba sekali lagi',
      text: 'Ia kelihatan seperti gambar atau skrin. Tiada apa-apa dihantar.',
    },
    FACE_MATCH_FAILED: {
      title: 'Wajah tidak sepadan',
      text: 'Kami tidak dapat memadankan swafoto dengan foto anda. Swafoto yang lebih jelas mungkin membantu.',
    },
    REFERENCE_IMAGE_VALIDATION_FAILED: {
      title: 'Foto anda dalam rekod tidak dapat digunakan',
      text: 'Swafoto baharu tidak akan membantu. Sila minta pasukan sokongan mengemas kini foto anda.',
    },
    REFERENCE_IMAGE_NOT_FOUND: {
      title: 'Tiada foto untuk dibandingkan',
      text: 'Swafoto baharu tidak akan membantu. Sila hubungi pasukan sokongan.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'Kami tidak menemui wajah',
      text: 'Sila ambil swafoto lagi dengan seluruh wajah anda di dalam bujur.',
    },
    INVALID_DOCUMENT: { title: 'Swafoto kurang jelas', text: 'Sila ambil sekali lagi dalam cahaya yang lebih baik.' },
    VERIFICATION_FAILED: {
      title: 'Semakan tidak dapat diselesaikan',
      text: 'Ada masalah di pihak kami. Sila cuba sekali lagi.',
    },
  },
  unknownReason: { title: 'Mari cuba sekali lagi', text: 'Swafoto tidak dapat disahkan.' },
};
