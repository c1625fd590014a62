/** Web views inside other apps, by their user agent. */

const WEB_VIEWS: readonly (readonly [RegExp, string])[] = [
  [/\bFB(AN|AV|_IAB)\b/, 'facebook'],
  [/\bInstagram\b/, 'instagram'],
  [/\bSnapchat\b/, 'snapchat'],
  [/\bLine\//, 'line'],
  [/\bMicroMessenger\b/, 'wechat'],
  [/\b(TikTok|musical_ly|BytedanceWebview)\b/i, 'tiktok'],
  [/\bTwitter/, 'twitter'],
  [/\bGSA\//, 'google'],
  [/; wv\)/, 'android-webview'],
  // Every browser on iOS has Safari in its user agent; only web views inside other apps do not.
  [/\b(iPhone|iPad|iPod)\b(?!.*\bSafari\/)/, 'ios-webview'],
];

/** Null for a standalone browser. */
export const webViewOf = (userAgent: string): string | null =>
  WEB_VIEWS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
