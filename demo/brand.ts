/** The bank's colours. */
export const BRAND = {
  light: { primary: '#0b5c6b', primaryHover: '#084854', onPrimary: '#ffffff', primarySoft: '#e0f1f4' },
  dark: { primary: '#6fd0de', primaryHover: '#94dfea', onPrimary: '#06262c', primarySoft: '#12343b' },
} as const;
