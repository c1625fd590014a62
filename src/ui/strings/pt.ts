/** Machine-made: no native reader has read it yet. */
import type { Translation } from './translation.ts';

export const words: Translation = {
  name: { liveness: 'Verificação por selfie', verification: 'Verificação do rosto' },
  action: {
    begin: 'Tirar minha selfie',
    retry: 'Tentar de novo',
    cancel: 'Cancelar',
    close: 'Fechar',
    help: 'Obter ajuda',
    copyLink: 'Copiar o link',
    linkCopied: 'Link copiado',
    stay: 'Ficar aqui',
    leave: 'Sair',
    passive: 'Continuar sem movimentos',
    dimScreen: 'Desativar a tela clara',
    phone: 'Continuar no telemóvel',
    newCode: 'Criar um novo código',
    thisComputer: 'Usar este computador',
  },
  intro: {
    title: 'Prepare-se para uma selfie rápida',
    text: {
      liveness: 'Ela mostra que uma pessoa real está aqui. Leva poucos segundos.',
      verification: 'Comparamos com a sua foto registrada. Leva poucos segundos.',
    },
    steps: [
      'Procure uma luz uniforme, sem janela atrás de você',
      'Tire chapéu, máscara e óculos escuros',
      'Segure a câmera na altura dos olhos',
    ],
    privacy: 'O vídeo fica no seu dispositivo. Só as fotos são enviadas, por uma conexão segura.',
    illustration: 'Um rosto dentro de uma moldura oval',
  },
  preparing: {
    checking: { title: 'Um momento', text: 'Estamos preparando tudo.' },
    camera: { title: 'Permita a câmera', text: 'O navegador vai pedir permissão. Escolha “Permitir” para continuar.' },
    engine: { title: 'Quase pronto', text: 'Carregando a verificação do rosto. Isso acontece só uma vez.' },
  },
  capture: {
    title: 'Coloque o rosto dentro da oval',
    text: 'A selfie é tirada automaticamente.',
    holding: 'Ótimo, não se mexa',
    lit: 'A tela fica clara para iluminar seu rosto.',
    tinted: 'A tela muda de cor devagar.',
    taken: 'Selfie tirada',
    preview: 'Imagem da câmera, como em um espelho',
    previewUnmirrored: 'Imagem da câmera',
    camera: 'Câmera',
    cameraNumber: (number) => `Câmera ${number}`,
  },
  challenge: {
    ask: {
      BLINK: 'Pisque os dois olhos',
      SMILE: 'Sorria e depois relaxe',
      TURN_LEFT: 'Vire a cabeça para a sua esquerda',
      TURN_RIGHT: 'Vire a cabeça para a sua direita',
      NOD: 'Acene com a cabeça uma vez',
    },
    how: {
      BLINK: 'Feche os dois olhos por um instante e abra de novo.',
      SMILE: 'Sorria bem por um segundo e depois relaxe a boca.',
      TURN_LEFT: 'Vire devagar em direção ao ombro esquerdo.',
      TURN_RIGHT: 'Vire devagar em direção ao ombro direito.',
      NOD: 'Abaixe o queixo até o peito e olhe para a frente de novo.',
    },
    text: 'Mantenha o rosto dentro da oval.',
    rest: 'Olhe para a frente',
    back: 'Ótimo, agora volte',
    otherWay: 'Para o outro lado, por favor',
    progress: (number, total) => `${number} de ${total}`,
    timeLeft: 'Tempo restante',
  },
  sending: {
    uploading: { title: 'Enviando sua selfie', text: 'Mantenha esta página aberta.' },
    processing: { title: 'Verificando sua selfie', text: 'Normalmente leva poucos segundos.' },
    late: 'Ainda estamos trabalhando nisso. Obrigado por esperar.',
  },
  retry: {
    tips: 'Isto costuma ajudar',
    attemptsLeft: {
      one: 'Você tem mais {count} tentativa.',
      other: 'Você tem mais {count} tentativas.',
    },
  },
  tip: {
    light: 'Fique de frente para uma janela ou lâmpada, para a luz ficar uniforme',
    lens: 'Limpe a lente da câmera',
    uncover: 'Deixe todo o rosto descoberto',
    level: 'Segure a câmera na altura dos olhos e olhe direto para ela',
    person: 'Mostre o seu próprio rosto, e não uma foto ou tela',
    still: 'Não se mexa até o anel ficar completo',
  },
  blocked: {
    waiting: 'Continuaremos automaticamente assim que a câmera estiver disponível.',
    steps: 'Como permitir a câmera',
    place: {
      'chrome-desktop': [
        'Clique no ícone à esquerda da barra de endereço',
        'Ative “Câmera”',
        'Volte aqui. Se nada mudar, escolha “Tentar de novo”',
      ],
      'chrome-android': [
        'Toque no ícone à esquerda do endereço',
        'Toque em “Permissões” e depois em “Câmera”',
        'Escolha “Permitir”',
      ],
      'safari-ios': [
        'Toque no botão de menu da página na barra de endereço',
        'Toque em “Ajustes do Site”, ou antes nos três pontos',
        'Defina “Câmera” como “Permitir”',
      ],
      'safari-mac': [
        'Na barra de menus, abra “Safari” e depois “Ajustes para Este Site”',
        'Defina “Câmera” como “Permitir”',
        'Volte aqui e escolha “Tentar de novo”',
      ],
      'firefox-desktop': [
        'Clique na câmera riscada na barra de endereço',
        'Remova o bloqueio ao lado de “Usar a câmera”',
        'Escolha “Tentar de novo” e depois “Permitir”',
      ],
      'firefox-android': [
        'Toque no cadeado ao lado do endereço',
        'Toque em “Câmera” até aparecer “Permitido”',
        'Escolha “Tentar de novo”',
      ],
      'in-app': [
        'Abra o menu do navegador deste aplicativo',
        'Escolha “Abrir no navegador”',
        'Comece a verificação de novo por lá',
      ],
      'other-browser': [
        'Abra as configurações do navegador para este site',
        'Defina a câmera como “Permitir”',
        'Escolha “Tentar de novo”',
      ],
    },
    system: {
      android: [
        'Abra “Configurações”, depois “Apps” e o seu navegador',
        'Toque em “Permissões” e depois em “Câmera”',
        'Escolha “Permitir”',
      ],
      ios: ['Abra “Ajustes” e role até o seu navegador', 'Ative “Câmera”', 'Volte e escolha “Tentar de novo”'],
      mac: [
        'Abra “Ajustes do Sistema” e depois “Privacidade e Segurança”',
        'Escolha “Câmera” e ative o seu navegador',
        'Volte e escolha “Tentar de novo”',
      ],
      windows: [
        'Abra “Configurações”, depois “Privacidade e segurança” e “Câmera”',
        'Ative o acesso à câmera para aplicativos e para o navegador',
        'Volte e escolha “Tentar de novo”',
      ],
      other: [
        'Abra as configurações de privacidade do dispositivo',
        'Permita que o navegador use a câmera',
        'Volte e escolha “Tentar de novo”',
      ],
    },
    canvas: {
      steps: 'Como permitir',
      firefox: [
        'Clique no ícone de imagem à esquerda da barra de endereço',
        'Permita que este site use dados de imagem “canvas”',
        'Escolha “Tentar de novo”. Se nada mudar, use outro navegador',
      ],
      other: [
        'Abra as configurações de privacidade do navegador, ou da extensão dele, para este site',
        'Desative a proteção contra identificação do navegador',
        'Escolha “Tentar de novo”. Se nada mudar, use outro navegador',
      ],
    },
  },
  paused: {
    hidden: { title: 'Em pausa', text: 'Volte a esta página para continuar.' },
    camera: { title: 'A câmera foi interrompida', text: 'Continuaremos assim que ela voltar.' },
  },
  done: {
    passed: { title: 'Tudo certo', text: 'Sua selfie foi confirmada. Obrigado.' },
    decided: { title: 'Sua selfie foi recebida', text: 'O resultado vai aparecer na página de onde você veio.' },
  },
  cancelled: { title: 'Você saiu da verificação', text: 'Você pode começar de novo quando quiser.' },
  leaving: {
    title: 'Sair da verificação?',
    text: 'Sua selfie está sendo enviada. Se sair agora, o resultado pode se perder e esta tentativa ainda pode contar.',
  },
  idle: {
    title: 'Você ainda está aí?',
    text: 'A verificação termina em um minuto. Escolha “Ficar aqui” para continuar.',
  },
  handoff: {
    code: 'Código QR que abre esta verificação no telemóvel',
    waiting: {
      title: 'Leia este código com o telemóvel',
      text: 'Aponte a câmara do telemóvel para o código. Faça isto só se iniciou esta verificação.',
    },
    opened: { title: 'Continue no telemóvel', text: 'Esta página avança sozinha quando terminar lá.' },
    expired: { title: 'O código expirou', text: 'Crie um novo e leia-o com o telemóvel.' },
    left: {
      title: 'A verificação foi parada no telemóvel',
      text: 'Crie um novo código para continuar lá ou use este computador.',
    },
    unmade: { title: 'Não foi possível criar o código', text: 'Verifique a ligação à internet e crie um novo código.' },
    done: { title: 'Aqui está tudo feito', text: 'Já pode voltar ao computador.' },
  },
  hint: {
    'no-face': 'Olhe para a câmera',
    'several-faces': 'Só uma pessoa, por favor',
    'face-cut-off': 'Mostre todo o rosto',
    'too-far': 'Chegue mais perto',
    'too-close': 'Afaste-se um pouco',
    'move-left': 'Vá um pouco para a sua esquerda',
    'move-right': 'Vá um pouco para a sua direita',
    'move-up': 'Suba um pouco',
    'move-down': 'Desça um pouco',
    'look-straight': 'Olhe para a frente',
    'head-tilted': 'Mantenha a cabeça reta',
    'too-dark': 'Procure mais luz',
    'too-bright': 'Claro demais, evite o reflexo',
    'uneven-light': 'Vire-se para a luz',
    'blurred': 'Limpe a lente e segure firme',
    'hold-still': 'Não se mexa',
    'hold': 'Ótimo, não se mexa',
  },
  error: {
    'unsupported-browser': {
      title: 'Este navegador não faz a verificação',
      text: 'Abra esta página em uma versão atual do Chrome, Edge, Firefox ou Safari.',
    },
    'insecure-context': {
      title: 'Esta página não é segura',
      text: 'A câmera só funciona em páginas seguras. Abra o endereço que começa com https.',
    },
    'canvas-blocked': {
      title: 'Um ajuste de privacidade esconde a imagem',
      text: 'A proteção do seu navegador nos dá uma imagem errada. Você pode permitir que este site leia a imagem.',
    },
    'asset-load-failed': {
      title: 'Não foi possível carregar a verificação',
      text: 'Uma parte não chegou. Tente de novo daqui a pouco. Se não resolver, avise o suporte deste site.',
    },
    'asset-mismatch': {
      title: 'Não foi possível carregar com segurança',
      text: 'Um arquivo foi alterado no caminho. Tente outra rede ou volte mais tarde.',
    },
    'engine-failed': {
      title: 'Não foi possível iniciar a verificação',
      text: 'Feche outros aplicativos e abas e tente de novo.',
    },
    'worker-crashed': {
      title: 'A verificação parou de repente',
      text: 'Feche outros aplicativos e abas e tente de novo.',
    },
    'permission-policy': {
      title: 'A câmera não é permitida nesta página',
      text: 'O site não nos deixa usar a câmera aqui. Avise a equipe de suporte dele.',
    },
    'permission-user': {
      title: 'Precisamos da sua câmera',
      text: 'Ela está bloqueada para esta página. Você pode permitir de novo em poucos toques.',
    },
    'permission-system': {
      title: 'Seu dispositivo bloqueia a câmera',
      text: 'O navegador não pode usar a câmera. Você pode mudar isso nas configurações do dispositivo.',
    },
    'camera-in-use': {
      title: 'Outro aplicativo está usando a câmera',
      text: 'Feche chamadas de vídeo e outras abas que usam a câmera.',
    },
    'camera-none': { title: 'Nenhuma câmera encontrada', text: 'Conecte uma câmera ou abra esta página no celular.' },
    'camera-lost': {
      title: 'A câmera foi desconectada',
      text: 'Veja o cabo, ou feche o aplicativo que a está usando, e tente de novo.',
    },
    'camera-too-small': {
      title: 'A imagem desta câmera é pequena demais',
      text: 'Escolha outra câmera ou abra esta página em outro aparelho.',
    },
    'camera-failed': {
      title: 'A câmera não ligou',
      text: 'Feche outros aplicativos que a usam. Se não resolver, reinicie o dispositivo.',
    },
    'capture-timeout': {
      title: 'Não vimos bem o seu rosto',
      text: 'Acontece. Estas dicas ajudam a maioria das pessoas.',
    },
    'capture-failed': { title: 'Não foi possível tirar a selfie', text: 'Tente mais uma vez, por favor.' },
    'challenge-timeout': {
      title: 'Não vimos o movimento',
      text: 'Primeiro olhe direto para a câmera e depois faça com calma. Você pode tentar de novo.',
    },
    'network-offline': { title: 'Você está sem internet', text: 'Conecte-se à internet e tente de novo.' },
    'network-timeout': {
      title: 'A conexão está muito lenta',
      text: 'Vá a um lugar com sinal melhor ou use o Wi-Fi e tente de novo.',
    },
    'network-failed': { title: 'A conexão caiu', text: 'Veja sua conexão com a internet e tente de novo.' },
    'api-unauthorized': {
      title: 'O tempo para isto acabou',
      text: 'Volte à página de onde você veio e comece de novo.',
    },
    'api-rejected': {
      title: 'A verificação não pôde continuar',
      text: 'Volte à página de onde você veio e comece de novo.',
    },
    'api-rate-limited': { title: 'Há muitos pedidos neste momento', text: 'Espere um minuto e comece de novo.' },
    'api-failed': {
      title: 'Nosso serviço está com um problema',
      text: 'A culpa não é sua. Tente de novo em alguns minutos.',
    },
    'api-malformed': {
      title: 'Nosso serviço está com um problema',
      text: 'A culpa não é sua. Tente de novo em alguns minutos.',
    },
    'processing-timeout': {
      title: 'Está demorando mais que o normal',
      text: 'Sua selfie chegou. Volte à página de onde você veio para ver o resultado mais tarde.',
    },
    'handoff-unknown': { title: 'Esta ligação não é válida', text: 'Crie um novo código no computador e leia-o.' },
    'handoff-used': {
      title: 'Esta ligação já foi usada',
      text: 'Só funciona uma vez. Crie um novo código no computador e leia-o.',
    },
    'handoff-expired': {
      title: 'Esta ligação expirou',
      text: 'As ligações duram alguns minutos. Crie um novo código no computador e leia-o.',
    },
    'handoff-ended': { title: 'A verificação foi parada no computador', text: 'Pode fechar esta página.' },
    'too-many-attempts': {
      title: 'Muitas tentativas em pouco tempo',
      text: 'Tente de novo mais tarde ou volte à página de onde veio.',
    },
    'attempts-exhausted': {
      title: 'Não há mais tentativas',
      text: 'Não conseguimos confirmar sua selfie. Volte à página de onde você veio para ver o que fazer.',
    },
    'verification-failed': {
      title: 'Não conseguimos confirmar sua selfie',
      text: 'Volte à página de onde você veio para ver o que fazer.',
    },
    'help-requested': { title: 'A ajuda está a caminho', text: 'Você será levado à central de ajuda.' },
    'session-timeout': {
      title: 'A verificação ficou aberta por muito tempo',
      text: 'Para sua segurança, nós a fechamos. Volte e comece de novo.',
    },
    'internal': { title: 'Algo deu errado', text: 'A culpa não é sua. Comece de novo, por favor.' },
  },
  reason: {
    NOT_LIVE: {
      title: 'Vamos tentar mais uma vez',
      text: 'Não conseguimos ter certeza de que havia uma pessoa diante da câmera.',
    },
    DEVICE_SPOOF: { title: 'Vamos tentar mais uma vez', text: 'Parecia uma foto ou uma tela. Nada foi enviado.' },
    FACE_MATCH_FAILED: {
      title: 'Os rostos não coincidem',
      text: 'Não conseguimos associar a selfie à sua foto. Uma selfie mais nítida pode ajudar.',
    },
    REFERENCE_IMAGE_VALIDATION_FAILED: {
      title: 'Sua foto registrada não pode ser usada',
      text: 'Uma nova selfie não vai ajudar. Peça à equipe de suporte que atualize sua foto.',
    },
    REFERENCE_IMAGE_NOT_FOUND: {
      title: 'Não há foto para comparar',
      text: 'Uma nova selfie não vai ajudar. Fale com a equipe de suporte.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'Não encontramos um rosto',
      text: 'Tire outra selfie com todo o rosto dentro da oval.',
    },
    INVALID_DOCUMENT: { title: 'A selfie não ficou nítida', text: 'Tire outra com uma luz melhor, por favor.' },
    VERIFICATION_FAILED: {
      title: 'A verificação não pôde ser concluída',
      text: 'Algo deu errado do nosso lado. Tente mais uma vez, por favor.',
    },
  },
  unknownReason: { title: 'Vamos tentar mais uma vez', text: 'Não foi possível confirmar a selfie.' },
};
