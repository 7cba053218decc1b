/** The name of a file as people see it: the last part of a path, without what turns text around or cannot be seen. */
import { limits } from '@parvis/contracts/tables';

const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;
/** What some system takes for something else than a part of a name. */
const reserved = /[<>:"|?*]/g;

/** With `extension`, the name ends with it: what is saved under it opens as what it is. */
export function cleanName(given: string, extension?: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1)!;
  const clean = last
    .replace(unseen, '')
    .replace(reserved, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const [, stem = '', ending = ''] = /^(.*?)(\.[^.]{1,10})?$/su.exec(clean) ?? [];
  const wanted = extension && ending.toLowerCase() !== `.${extension}` ? `${ending}.${extension}` : ending;
  const room = limits.fileName - wanted.length;
  return `${cut(stem, room).trim() || 'file'}${wanted}`;
}

/** Without half a character at its end. */
const cut = (text: string, length: number): string =>
  text
    .slice(0, length)
    .toWellFormed()
    .replace(/\ufffd$/, '');
