/** The answer's nonce for styles, which the server writes into index.html. Also wavesurfer's `cspNonce`. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
