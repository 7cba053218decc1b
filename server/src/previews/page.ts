/** What a page says of itself: read as text, nothing of it is ever run or shown as HTML. */
import { Parser } from 'htmlparser2';

export type PageFacts = { title: string; text: string | null; site: string; image: string | null };

const longest = { title: 200, text: 300, site: 80, address: 2_000 };
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const clean = (text: string | undefined, length: number): string | null => {
  const one = (text ?? '').toWellFormed().replace(/\s+/g, ' ').replace(unseen, '').replace(/ +/g, ' ').trim();
  if (one.length <= length) return one || null;
  return `${one
    .slice(0, length - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()}…`;
};

/** Letters by what the answer or the page says; UTF-8 where they say nothing that is known. */
export function decode(bytes: Uint8Array, charset: string | undefined): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2_048));
  const said = charset ?? /<meta[^>]{0,100}charset\s*=\s*["']?([\w-]{1,40})/i.exec(head)?.[1];
  try {
    return new TextDecoder(said ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** Undefined where the page has no title. `address`: where it was found. */
export function readPage(html: string, address: string): PageFacts | undefined {
  const said = new Map<string, string>();
  let title: string | undefined;
  let inTitle = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'title' && title === undefined) {
          inTitle = true;
          title = '';
        }
        if (name !== 'meta') return;
        const key = (attributes['property'] ?? attributes['name'])?.toLowerCase();
        const content = attributes['content'];
        if (key && content && !said.has(key)) said.set(key, content);
      },
      ontext(text) {
        if (inTitle) title += text;
      },
      onclosetag(name) {
        if (name === 'title') inTitle = false;
      },
    },
    { decodeEntities: true },
  );
  const end = /<\/head\s*>|<body[\s>]/i.exec(html);
  parser.write(end ? html.slice(0, end.index) : html);
  parser.end();

  const named = clean(said.get('og:title') ?? said.get('twitter:title') ?? title, longest.title);
  if (!named) return undefined;
  const image =
    said.get('og:image:secure_url') ?? said.get('og:image') ?? said.get('og:image:url') ?? said.get('twitter:image');
  const shown = image && URL.canParse(image, address) ? new URL(image, address) : undefined;
  return {
    title: named,
    text: clean(said.get('og:description') ?? said.get('twitter:description') ?? said.get('description'), longest.text),
    site: clean(said.get('og:site_name'), longest.site) ?? new URL(address).host.replace(/^www\./, ''),
    image: shown && /^https?:$/.test(shown.protocol) && shown.href.length <= longest.address ? shown.href : null,
  };
}
