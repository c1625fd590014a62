declare global {
  interface HTMLElementTagNameMap {
    'lifesign-selfie': LifesignSelfie;
  }
  interface HTMLElementEventMap {
    'lifesign-result': LifesignResultEvent;
    'lifesign-phase': LifesignPhaseEvent;
    'lifesign-close': LifesignCloseEvent;
  }
}
