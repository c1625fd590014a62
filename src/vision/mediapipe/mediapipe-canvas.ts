/**
 * The canvas that MediaPipe gets. Its CPU graph uploads a picture as a WebGL texture and reads the same bytes back at once,
 * so this fake context keeps the picture and returns it when it is read. No WebGL is needed, no context can be lost, and no
 * browser changes pixels on the way (Firefox, against fingerprinting, writes noise over the whole WebAssembly memory
 * when it reads into it). Made for the release of MediaPipe that models/manifest.json names, which its hashes pin.
 */

/** The few calls whose return values MediaPipe or its loader use. */
const GL = { maxVertexAttribs: 0x8869, vendor: 0x1f00, renderer: 0x1f01, version: 0x1f02 } as const;

const PARAMETERS: Readonly<Record<number, string | number>> = {
  [GL.maxVertexAttribs]: 16,
  [GL.vendor]: 'Lifesign',
  [GL.renderer]: 'none',
  [GL.version]: 'WebGL 2.0',
};

export const createMediaPipeCanvas = (): OffscreenCanvas => {
  const getContext = (): object => context;
  const context = createContext();
  // The second name is for the loader: if it exists, the loader does not wrap `getContext`.
  return Object.assign(new OffscreenCanvas(1, 1), { getContext, getContextSafariWebGL2Fixed: getContext });
};

const createContext = (): object => {
  let picture: ImageData | null = null;
  return {
    getExtension: () => null,
    getSupportedExtensions: () => [],
    getContextAttributes: () => ({}),
    getParameter: (name: number) => PARAMETERS[name] ?? null,
    getError: () => 0,
    createTexture: () => ({}),
    createFramebuffer: () => ({}),
    fenceSync: () => ({}),
    ...Object.fromEntries(SILENT.map((name) => [name, () => undefined])),
    texImage2D: (...args: readonly unknown[]) => {
      const source = args.at(-1);
      if (!(source instanceof ImageData)) {
        throw new TypeError('MediaPipe uploads something else than the picture');
      }
      picture = source;
    },
    readPixels: (...args: readonly unknown[]) => {
      const [x, y, width, height, , , target, offset = 0] = args;
      const isWhole = x === 0 && y === 0 && width === picture?.width && height === picture?.height;
      if (picture === null || !isWhole || !(target instanceof Uint8Array) || typeof offset !== 'number') {
        throw new TypeError('MediaPipe reads something else than the picture');
      }
      target.set(picture.data, offset);
      // It holds a face and is read once, so it is not kept.
      picture = null;
    },
  };
};

/** Calls that set up, clean up or draw, and do nothing here. */
const SILENT = [
  'activeTexture',
  'bindTexture',
  'bindFramebuffer',
  'deleteFramebuffer',
  'deleteSync',
  'deleteTexture',
  'finish',
  'flush',
  'framebufferTexture2D',
  'pixelStorei',
  'texParameteri',
] as const;
