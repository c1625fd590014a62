/** Whether the person sees the page. */
export interface PageVisibility {
  readonly isHidden: () => boolean;
  /** Returns an unsubscribe function. */
  readonly listen: (onChange: (isHidden: boolean) => void) => () => void;
}

export const documentVisibility: PageVisibility = {
  isHidden: () => document.hidden,
  listen(onChange) {
    const controller = new AbortController();
    document.addEventListener('visibilitychange', () => onChange(document.hidden), { signal: controller.signal });
    return () => controller.abort();
  },
};
