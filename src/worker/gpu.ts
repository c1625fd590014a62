/** Renderers that draw on the CPU: slower than wasm by far, and busy for seconds until they have found that out. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether WebGL runs on a graphics processor. Browsers that hide the renderer's name are taken to have one. */
export const hasGpu = (): boolean => {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) {
    return false;
  }
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(info === null ? gl.RENDERER : info.UNMASKED_RENDERER_WEBGL);
  // Browsers allow a page few contexts at a time.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE.test(String(renderer));
};
