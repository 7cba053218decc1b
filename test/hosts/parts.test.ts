/** The parts for hosts name what there is: each element of the loader, and no other. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => name!);
const loader = all(
  read('packages/elements/src/elements.ts').split('const elements')[1]!.split('};')[0]!,
  /^ {2}'?([a-z-]+)'?: \(\) => import/gm,
);

describe('the parts for hosts', () => {
  it('in PHP offer every element that an editor can place', () => {
    const offered = all(read('packages/hosts/php/Tag.php').split('ELEMENTS = [')[1]!.split('];')[0]!, /'([a-z-]+)'/g);
    expect(offered.toSorted()).toEqual(loader.filter((name) => name !== 'provider').toSorted());
  });

  it.each(['liferay/client-extension.yaml', 'sharepoint/src/webparts/parvis/ParvisWebPart.ts'])(
    '%s names elements that there are',
    (path) => {
      const text = read(`packages/hosts/${path}`);
      const named = path.endsWith('.ts')
        ? all(text.split('const elements = [')[1]!.split('];')[0]!, /'([a-z-]+)'/g)
        : all(text, /htmlElementName: parvis-([a-z-]+)/g);
      expect(named.length).toBeGreaterThan(2);
      expect(named.filter((name) => !loader.includes(name))).toEqual([]);
    },
  );

  it('have no secret and no address of a real installation in them', () => {
    const text = [
      'liferay/client-extension.yaml',
      'confluence/forge/manifest.yml',
      'confluence/forge/static/index.html',
    ]
      .map((path) => read(`packages/hosts/${path}`))
      .join('\n');
    const hosts = all(text, /https:\/\/([\w.-]+)/g);
    expect([...new Set(hosts)]).toEqual(['social.example.intra']);
  });
});
