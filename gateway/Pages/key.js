// The key that the reader has typed in or was given in the address: kept as long as this tab, sent to this gateway alone.

const place = 'sentiment-key';

/** A key behind the address's # never leaves the browser; it is taken out of the bar, and so of the history. */
export function takeKeyFromAddress() {
  const given = new URLSearchParams(location.hash.slice(1)).get('key');
  if (given) {
    keepKey(given);
    history.replaceState(null, '', location.pathname + location.search);
  }
}

export const currentKey = () => sessionStorage.getItem(place) ?? '';

export const keepKey = key => key ? sessionStorage.setItem(place, key) : sessionStorage.removeItem(place);

/** @returns {object} headers */
export const keyHeaders = () => currentKey() ? { 'X-API-Key': currentKey() } : {};
