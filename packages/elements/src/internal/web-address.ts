/** An address that a page may lead to, as it is given; empty for any other, such as `javascript:`. */
export const webAddress = (address: string): string =>
  address && URL.canParse(address, document.baseURI) && /^https?:$/.test(new URL(address, document.baseURI).protocol)
    ? address
    : '';
