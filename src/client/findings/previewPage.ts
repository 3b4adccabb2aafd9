/**
 * The findings' HTML as the page of a webview: no script, no image, no connection, no style but the page's own.
 *
 * @param nonce Fresh for each page; only styles that carry it count.
 */
export function previewPage(html: string, nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'`;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const styled = html.replaceAll("<style>", `<style nonce="${nonce}">`);
  const head = styled.indexOf("<head>");
  if (head < 0) return `<!DOCTYPE html><html lang="en"><head>${meta}</head><body>${styled}</body></html>`;
  const at = head + "<head>".length;
  return styled.slice(0, at) + meta + styled.slice(at);
}
