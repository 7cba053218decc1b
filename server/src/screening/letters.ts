/**
 * Letters as a reader sees them: what looks alike is the same letter, whatever it is encoded as. After the confusables of
 * Unicode (UTS #39), as far as they are used to write a word past a list: Greek, Cyrillic, Lisu, Cherokee, Coptic, small capitals, digits.
 */

/** Each character of the first text looks like the character at the same place of the second. */
const pairs = (from: string, to: string): [string, string][] => {
  const targets = [...to];
  return [...from].map((letter, index) => [letter, targets[index]!]);
};

/** Cherokee is written in small letters too, which look as the large ones. */
const both = (all: [string, string][]): [string, string][] =>
  all.flatMap(([letter, target]): [string, string][] => [
    [letter, target],
    [letter.toLowerCase(), target],
  ]);

/** One letter in the place of another; some letters look like either of two. */
const alike = new Map<string, string>([
  // Cyrillic.
  ...pairs('абвекмнортсухіјѕԁԛԝьгпѵ', 'abbekmhoptcyxijsdqwbrnv'),
  ...pairs('АВЕЅІЈКМНОРСТУХѴ', 'abesijkmhopctyxv'),
  ['ё', 'e'],
  ['ї', 'i'],
  // Greek.
  ...pairs('αβγδεικνορσςτυχωμζ', 'abydeikvopostuxwuz'),
  ...pairs('ΑΒΕΖΙΚΟΡΤΧ', 'abezikoptx'),
  ['η', 'n'],
  ['Η', 'hn'],
  ['Ν', 'nv'],
  ['Μ', 'mu'],
  ['Υ', 'yu'],
  // Armenian, small capitals, and Latin letters of phonetic writing.
  ...pairs('օսհոցԁ', 'ouhngd'),
  ...pairs('ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnoprstuvwyz'),
  ...pairs('ɑɡıȷɩƒɛɔđħłøŧƀƙɓɗɠɲʋʐ', 'agijifeodhlotbkbdgnvz'),
  // Lisu, Cherokee and Coptic letters, and round digits of other scripts.
  ...pairs('ꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ', 'bpddtgkjczfmnlsrvhwxyaeiou'),
  ...both(pairs('ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᏀᏂᏃᏎᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏮᏳᏴᎾ', 'drtiyajewmhyghzabrwsvslcpkdbgbo')),
  ...pairs('ⲁⲃⲅⲇⲉⲍⲏⲓⲕⲙⲛⲟⲣⲥⲧⲩⲭϥϣ', 'abrdezhikmnopctyxqw'),
  ...pairs('०০੦૦୦௦౦೦൦๐໐၀០᠐᧐߀٥۵ဝଠഠ', 'o'.repeat(21)),
  ['I', 'il'],
]);

/** Digits and signs that are read as letters where they stand among letters. */
const leet = new Map<string, string>([
  ['0', 'o'],
  ['1', 'il'],
  ['2', 'z'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['6', 'g'],
  ['7', 't'],
  ['8', 'b'],
  ['9', 'g'],
  ['@', 'a'],
  ['$', 's'],
  ['€', 'e'],
  ['!', 'il'],
  ['¡', 'il'],
  ['|', 'il'],
]);

/** One sign that is read as two letters. */
const spelled: [RegExp, string][] = [
  [/æ/gi, 'ae'],
  [/œ/gi, 'oe'],
  [/[ßẞ]/g, 'ss'],
  [/þ/gi, 'th'],
];

/** Letters in circles and squares, and those of flags, that Unicode does not take apart. */
const framed = (text: string): string =>
  text.replace(/[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu, (sign) => {
    const code = sign.codePointAt(0)!;
    const first = code >= 0x1f1e6 ? 0x1f1e6 : code >= 0x1f170 ? 0x1f170 : 0x1f150;
    return String.fromCharCode(97 + code - first);
  });

/** Accents and what is not seen are left out; what has another form of the same letter gets the plain one. */
export const plain = (text: string): string =>
  spelled.reduce(
    (all, [sign, letters]) => all.replace(sign, letters),
    framed(text)
      .normalize('NFKD')
      .replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, ''),
  );

/** The letters that this may be read as: most are one. `among`: it stands among letters. */
export function readings(sign: string, among: boolean): string {
  const known = alike.get(sign);
  if (known !== undefined) return known;
  const lower = sign.toLowerCase();
  const letter = alike.get(lower) ?? lower;
  const digit = among ? leet.get(sign) : undefined;
  return digit === undefined ? letter : sign + digit;
}

/** Signs that part of a word may be written with. */
export const isSign = (sign: string): boolean => /[\p{L}\p{N}]/u.test(sign) || leet.has(sign);
export const isLetter = (sign: string): boolean => /\p{L}/u.test(sign);
