/** Machine-made: no native reader has read it yet. */
import type { Translation } from './translation.ts';

export const words: Translation = {
  name: { liveness: 'Verifikasi selfie', verification: 'Verifikasi wajah' },
  action: {
    begin: 'Ambil selfie',
    retry: 'Coba lagi',
    cancel: 'Batal',
    close: 'Tutup',
    help: 'Butuh bantuan?',
    copyLink: 'Salin tautan',
    linkCopied: 'Tautan disalin',
    stay: 'Tetap di sini',
    leave: 'Keluar',
    passive: 'Lanjut tanpa gerakan',
    dimScreen: 'Matikan layar terang',
    phone: 'Lanjutkan di ponsel Anda',
    newCode: 'Buat kode baru',
    thisComputer: 'Gunakan komputer ini',
  },
  intro: {
    title: 'Siap-siap selfie sebentar, yuk',
    text: {
      liveness: 'Untuk memastikan Anda benar-benar hadir. Hanya beberapa detik.',
      verification: 'Untuk dicocokkan dengan foto Anda yang tersimpan. Hanya beberapa detik.',
    },
    steps: [
      'Cari cahaya yang merata, jangan membelakangi jendela',
      'Lepas topi, masker, dan kacamata gelap',
      'Pegang kamera sejajar mata',
    ],
    privacy: 'Video tetap di perangkat Anda. Hanya foto selfie yang dikirim, lewat koneksi yang aman.',
    illustration: 'Wajah di dalam bingkai oval',
  },
  preparing: {
    checking: { title: 'Sebentar, ya', text: 'Kami sedang menyiapkan semuanya.' },
    camera: { title: 'Izinkan kamera', text: 'Browser akan meminta izin. Pilih “Izinkan” untuk melanjutkan.' },
    engine: { title: 'Sedikit lagi siap', text: 'Pemeriksa wajah sedang dimuat. Ini hanya sekali.' },
  },
  capture: {
    title: 'Posisikan wajah di dalam oval',
    text: 'Selfie akan diambil secara otomatis.',
    holding: 'Bagus, tahan sebentar',
    lit: 'Layar menjadi terang untuk menerangi wajah Anda.',
    tinted: 'Warna layar berubah perlahan.',
    taken: 'Selfie berhasil diambil',
    preview: 'Pratinjau kamera, seperti cermin',
    previewUnmirrored: 'Pratinjau kamera',
    camera: 'Kamera',
    cameraNumber: (number) => `Kamera ${number}`,
  },
  challenge: {
    ask: {
      BLINK: 'Kedipkan kedua mata',
      SMILE: 'Tersenyum, lalu rileks',
      TURN_LEFT: 'Tengok ke kiri Anda',
      TURN_RIGHT: 'Tengok ke kanan Anda',
      NOD: 'Anggukkan kepala sekali',
    },
    how: {
      BLINK: 'Pejamkan kedua mata sebentar, lalu buka lagi.',
      SMILE: 'Tersenyum lebar sebentar, lalu rilekskan mulut.',
      TURN_LEFT: 'Putar kepala perlahan ke arah bahu kiri.',
      TURN_RIGHT: 'Putar kepala perlahan ke arah bahu kanan.',
      NOD: 'Turunkan dagu ke dada, lalu lihat ke depan lagi.',
    },
    text: 'Jaga wajah tetap di dalam oval.',
    rest: 'Lihat lurus ke depan',
    back: 'Bagus, kembali lagi',
    otherWay: 'Ke arah sebaliknya, ya',
    progress: (number, total) => `${number} dari ${total}`,
    timeLeft: 'Sisa waktu',
  },
  sending: {
    uploading: { title: 'Mengirim selfie Anda', text: 'Jangan tutup halaman ini, ya.' },
    processing: { title: 'Memeriksa selfie Anda', text: 'Biasanya hanya beberapa detik.' },
    late: 'Masih kami proses. Terima kasih sudah menunggu.',
  },
  retry: {
    tips: 'Agar lebih mudah berhasil',
    attemptsLeft: { other: 'Anda masih punya {count} kesempatan.' },
  },
  tip: {
    light: 'Menghadap jendela atau lampu agar cahaya merata',
    lens: 'Bersihkan lensa kamera',
    uncover: 'Pastikan seluruh wajah tidak tertutup',
    level: 'Pegang kamera sejajar mata dan tatap lurus ke depan',
    person: 'Gunakan wajah Anda langsung, bukan foto atau layar',
    still: 'Tahan posisi sampai lingkaran penuh',
  },
  blocked: {
    waiting: 'Begitu kamera tersedia, proses akan berlanjut secara otomatis.',
    steps: 'Cara mengizinkan kamera',
    place: {
      'chrome-desktop': [
        'Klik ikon di sebelah kiri bilah alamat',
        'Aktifkan “Kamera”',
        'Kembali ke sini. Jika tidak ada perubahan, pilih “Coba lagi”',
      ],
      'chrome-android': ['Ketuk ikon di sebelah kiri alamat situs', 'Ketuk “Izin”, lalu “Kamera”', 'Pilih “Izinkan”'],
      'safari-ios': [
        'Ketuk tombol menu halaman di bilah alamat',
        'Ketuk “Pengaturan Situs Web”, atau titik tiga lebih dulu',
        'Ubah “Kamera” menjadi “Izinkan”',
      ],
      'safari-mac': [
        'Di bilah menu, buka “Safari”, lalu “Pengaturan untuk Situs Web Ini”',
        'Ubah “Kamera” menjadi “Izinkan”',
        'Kembali ke sini dan pilih “Coba lagi”',
      ],
      'firefox-desktop': [
        'Klik ikon kamera yang dicoret di bilah alamat',
        'Hapus blokir di sebelah “Gunakan kamera”',
        'Pilih “Coba lagi”, lalu “Izinkan”',
      ],
      'firefox-android': [
        'Ketuk gembok di sebelah alamat situs',
        'Ketuk “Kamera” sampai tertulis “Diizinkan”',
        'Pilih “Coba lagi”',
      ],
      'in-app': ['Buka menu browser di aplikasi ini', 'Pilih “Buka di browser”', 'Mulai lagi verifikasinya di sana'],
      'other-browser': [
        'Buka pengaturan browser untuk situs ini',
        'Ubah izin kamera menjadi “Izinkan”',
        'Pilih “Coba lagi”',
      ],
    },
    system: {
      android: [
        'Buka “Setelan”, lalu “Aplikasi” dan pilih browser Anda',
        'Ketuk “Izin”, lalu “Kamera”',
        'Pilih “Izinkan”',
      ],
      ios: ['Buka “Pengaturan” dan cari browser Anda', 'Aktifkan “Kamera”', 'Kembali ke sini dan pilih “Coba lagi”'],
      mac: [
        'Buka “Pengaturan Sistem”, lalu “Privasi & Keamanan”',
        'Pilih “Kamera” dan aktifkan untuk browser Anda',
        'Kembali ke sini dan pilih “Coba lagi”',
      ],
      windows: [
        'Buka “Pengaturan”, lalu “Privasi & keamanan” dan “Kamera”',
        'Aktifkan akses kamera untuk aplikasi dan browser Anda',
        'Kembali ke sini dan pilih “Coba lagi”',
      ],
      other: [
        'Buka pengaturan privasi perangkat Anda',
        'Izinkan browser memakai kamera',
        'Kembali ke sini dan pilih “Coba lagi”',
      ],
    },
    canvas: {
      steps: 'Cara mengizinkannya',
      firefox: [
        'Klik ikon gambar di sebelah kiri bilah alamat',
        'Izinkan situs ini memakai data gambar “canvas”',
        'Pilih “Coba lagi”. Jika tetap sama, gunakan browser lain',
      ],
      other: [
        'Buka pengaturan privasi browser Anda, atau ekstensinya, untuk situs ini',
        'Matikan perlindungan terhadap fingerprinting',
        'Pilih “Coba lagi”. Jika tetap sama, gunakan browser lain',
      ],
    },
  },
  paused: {
    hidden: { title: 'Dijeda sebentar', text: 'Kembali ke halaman ini untuk melanjutkan.' },
    camera: { title: 'Kamera terputus sebentar', text: 'Proses berlanjut begitu kamera kembali.' },
  },
  done: {
    passed: { title: 'Selesai', text: 'Selfie Anda sudah terkonfirmasi. Terima kasih.' },
    decided: { title: 'Selfie Anda sudah kami terima', text: 'Hasilnya akan tampil di halaman sebelumnya.' },
  },
  cancelled: { title: 'Verifikasi dihentikan', text: 'Anda bisa memulainya lagi kapan saja.' },
  leaving: {
    title: 'Yakin ingin keluar?',
    text: 'Selfie Anda sedang dikirim. Jika keluar sekarang, hasilnya bisa hilang dan kesempatan ini mungkin tetap terhitung.',
  },
  idle: {
    title: 'Anda masih di sini?',
    text: 'Verifikasi berakhir dalam satu menit. Pilih “Tetap di sini” untuk melanjutkan.',
  },
  handoff: {
    code: 'Kode QR untuk membuka pemeriksaan ini di ponsel Anda',
    waiting: {
      title: 'Pindai kode ini dengan ponsel Anda',
      text: 'Arahkan kamera ponsel ke kode. Lakukan ini hanya untuk pemeriksaan yang Anda mulai sendiri.',
    },
    opened: { title: 'Lanjutkan di ponsel Anda', text: 'Halaman ini berlanjut sendiri setelah Anda selesai di sana.' },
    expired: { title: 'Kode sudah kedaluwarsa', text: 'Buat kode baru, lalu pindai dengan ponsel Anda.' },
    left: {
      title: 'Pemeriksaan dihentikan di ponsel Anda',
      text: 'Buat kode baru untuk melanjutkan di sana, atau gunakan komputer ini.',
    },
    unmade: { title: 'Kode tidak dapat dibuat', text: 'Periksa koneksi internet Anda, lalu buat kode baru.' },
    done: { title: 'Di sini sudah selesai', text: 'Sekarang Anda dapat kembali ke komputer.' },
  },
  hint: {
    'no-face': 'Hadapkan wajah ke kamera',
    'several-faces': 'Cukup satu orang saja, ya',
    'face-cut-off': 'Perlihatkan seluruh wajah',
    'too-far': 'Dekatkan wajah Anda',
    'too-close': 'Mundur sedikit',
    'move-left': 'Geser sedikit ke kiri Anda',
    'move-right': 'Geser sedikit ke kanan Anda',
    'move-up': 'Naik sedikit',
    'move-down': 'Turun sedikit',
    'look-straight': 'Tatap lurus ke depan',
    'head-tilted': 'Tegakkan kepala',
    'too-dark': 'Cari tempat yang lebih terang',
    'too-bright': 'Terlalu silau, geser dari cahaya',
    'uneven-light': 'Menghadap ke arah cahaya',
    'blurred': 'Bersihkan lensa, lalu tahan kamera',
    'hold-still': 'Jangan bergerak dulu',
    'hold': 'Bagus, tahan sebentar',
  },
  error: {
    'unsupported-browser': {
      title: 'Browser ini belum mendukung',
      text: 'Buka halaman ini di Chrome, Edge, Firefox, atau Safari versi terbaru.',
    },
    'insecure-context': {
      title: 'Halaman ini belum aman',
      text: 'Kamera hanya berfungsi di halaman yang aman. Buka alamat yang diawali https.',
    },
    'canvas-blocked': {
      title: 'Pengaturan privasi menyembunyikan gambar',
      text: 'Perlindungan fingerprinting di browser Anda memberi kami gambar yang salah. Anda dapat mengizinkan situs ini membacanya.',
    },
    'asset-load-failed': {
      title: 'Verifikasi gagal dimuat',
      text: 'Ada bagian yang tidak sampai. Coba lagi sebentar lagi. Jika tetap gagal, hubungi tim dukungan situs ini.',
    },
    'asset-mismatch': {
      title: 'Verifikasi tidak dapat dimuat dengan aman',
      text: 'Ada berkas yang berubah di perjalanan. Gunakan jaringan lain atau coba lagi nanti.',
    },
    'engine-failed': {
      title: 'Verifikasi gagal dimulai',
      text: 'Tutup aplikasi dan tab lain, lalu coba lagi.',
    },
    'worker-crashed': {
      title: 'Verifikasi terhenti',
      text: 'Tutup aplikasi dan tab lain, lalu coba lagi.',
    },
    'permission-policy': {
      title: 'Kamera tidak diizinkan di halaman ini',
      text: 'Situs ini belum mengizinkan kamera di sini. Silakan hubungi layanan pelanggannya.',
    },
    'permission-user': {
      title: 'Kami perlu kamera Anda',
      text: 'Kamera diblokir untuk halaman ini. Anda bisa mengizinkannya lagi dengan mudah.',
    },
    'permission-system': {
      title: 'Kamera diblokir oleh perangkat',
      text: 'Browser belum boleh memakai kamera. Anda bisa mengubahnya di pengaturan perangkat.',
    },
    'camera-in-use': {
      title: 'Kamera sedang dipakai aplikasi lain',
      text: 'Tutup panggilan video dan tab lain yang memakai kamera.',
    },
    'camera-none': {
      title: 'Kamera tidak ditemukan',
      text: 'Sambungkan kamera, atau buka halaman ini di ponsel Anda.',
    },
    'camera-lost': {
      title: 'Kamera terputus',
      text: 'Periksa sambungannya atau tutup aplikasi yang memakainya, lalu coba lagi.',
    },
    'camera-too-small': {
      title: 'Gambar kamera ini terlalu kecil',
      text: 'Pilih kamera lain, atau buka halaman ini di perangkat lain.',
    },
    'camera-failed': {
      title: 'Kamera gagal menyala',
      text: 'Tutup aplikasi lain yang memakai kamera. Jika belum berhasil, mulai ulang perangkat Anda.',
    },
    'capture-timeout': {
      title: 'Wajah Anda belum terlihat jelas',
      text: 'Tidak apa-apa. Tips berikut biasanya membantu.',
    },
    'capture-failed': {
      title: 'Selfie belum berhasil diambil',
      text: 'Silakan coba sekali lagi.',
    },
    'challenge-timeout': {
      title: 'Gerakan belum terlihat',
      text: 'Lihat lurus ke kamera dulu, lalu bergeraklah pelan-pelan. Anda bisa mencoba lagi.',
    },
    'network-offline': {
      title: 'Anda sedang offline',
      text: 'Sambungkan ke internet, lalu coba lagi.',
    },
    'network-timeout': {
      title: 'Koneksi terlalu lambat',
      text: 'Pindah ke tempat dengan sinyal lebih baik atau gunakan Wi-Fi, lalu coba lagi.',
    },
    'network-failed': {
      title: 'Koneksi terputus',
      text: 'Periksa koneksi internet Anda, lalu coba lagi.',
    },
    'api-unauthorized': {
      title: 'Waktu Anda sudah habis',
      text: 'Kembali ke halaman sebelumnya dan mulai lagi.',
    },
    'api-rejected': {
      title: 'Verifikasi tidak dapat dilanjutkan',
      text: 'Kembali ke halaman sebelumnya dan mulai lagi.',
    },
    'api-rate-limited': {
      title: 'Permintaan sedang ramai',
      text: 'Tunggu satu menit, lalu mulai lagi.',
    },
    'api-failed': {
      title: 'Layanan kami sedang bermasalah',
      text: 'Ini bukan kesalahan Anda. Silakan coba lagi beberapa menit lagi.',
    },
    'api-malformed': {
      title: 'Layanan kami sedang bermasalah',
      text: 'Ini bukan kesalahan Anda. Silakan coba lagi beberapa menit lagi.',
    },
    'processing-timeout': {
      title: 'Prosesnya lebih lama dari biasanya',
      text: 'Selfie Anda sudah kami terima. Kembali ke halaman sebelumnya untuk melihat hasilnya nanti.',
    },
    'handoff-unknown': { title: 'Tautan ini tidak berlaku', text: 'Buat kode baru di komputer Anda, lalu pindai.' },
    'handoff-used': {
      title: 'Tautan ini sudah digunakan',
      text: 'Tautan hanya berlaku sekali. Buat kode baru di komputer Anda, lalu pindai.',
    },
    'handoff-expired': {
      title: 'Tautan ini sudah kedaluwarsa',
      text: 'Tautan berlaku beberapa menit. Buat kode baru di komputer Anda, lalu pindai.',
    },
    'handoff-ended': { title: 'Pemeriksaan dihentikan di komputer Anda', text: 'Anda dapat menutup halaman ini.' },
    'too-many-attempts': {
      title: 'Terlalu banyak percobaan dalam waktu singkat',
      text: 'Silakan coba lagi nanti, atau kembali ke halaman asal Anda.',
    },
    'attempts-exhausted': {
      title: 'Kesempatan Anda sudah habis',
      text: 'Selfie Anda belum dapat kami konfirmasi. Kembali ke halaman sebelumnya untuk langkah berikutnya.',
    },
    'verification-failed': {
      title: 'Selfie belum dapat dikonfirmasi',
      text: 'Kembali ke halaman sebelumnya untuk langkah berikutnya.',
    },
    'help-requested': {
      title: 'Bantuan segera dibuka',
      text: 'Anda akan diarahkan ke pusat bantuan.',
    },
    'session-timeout': {
      title: 'Verifikasi terbuka terlalu lama',
      text: 'Demi keamanan Anda, verifikasi kami tutup. Kembali dan mulai lagi.',
    },
    'internal': {
      title: 'Terjadi kendala',
      text: 'Ini bukan kesalahan Anda. Silakan mulai lagi.',
    },
  },
  reason: {
    NOT_LIVE: {
      title: 'Yuk, coba sekali lagi',
      text: 'Kami belum dapat memastikan ada orang di depan kamera.',
    },
    DEVICE_SPOOF: {
      title: 'Yuk, coba sekali lagi',
      text: 'Yang terlihat seperti foto atau layar. Tidak ada gambar yang dikirim.',
    },
    FACE_MATCH_FAILED: {
      title: 'Wajah belum cocok',
      text: 'Selfie Anda belum cocok dengan foto Anda. Selfie yang lebih jelas mungkin membantu.',
    },
    REFERENCE_IMAGE_VALIDATION_FAILED: {
      title: 'Foto Anda yang tersimpan tidak dapat dipakai',
      text: 'Selfie baru tidak akan membantu. Silakan hubungi layanan pelanggan untuk memperbarui foto.',
    },
    REFERENCE_IMAGE_NOT_FOUND: {
      title: 'Tidak ada foto pembanding',
      text: 'Selfie baru tidak akan membantu. Silakan hubungi layanan pelanggan.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'Wajah tidak ditemukan',
      text: 'Ambil selfie lagi dengan seluruh wajah di dalam oval.',
    },
    INVALID_DOCUMENT: {
      title: 'Selfie kurang jelas',
      text: 'Silakan ambil lagi di tempat yang lebih terang.',
    },
    VERIFICATION_FAILED: {
      title: 'Verifikasi belum selesai',
      text: 'Ada kendala di pihak kami. Silakan coba sekali lagi.',
    },
  },
  unknownReason: { title: 'Yuk, coba sekali lagi', text: 'Selfie Anda belum dapat dikonfirmasi.' },
};
