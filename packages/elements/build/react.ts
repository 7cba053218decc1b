/**
 * The elements as React components, written from their manifest. `@lit/react` hands over properties that are no
 * attributes and listens to events, which React does by itself only from version 19 on.
 */
import type { CustomElementDeclaration, Package } from 'custom-elements-manifest';

const folderOf = (path: string): string => path.split('/')[0]!;

/** `parvis-person-open` is heard by `onParvisPersonOpen`. */
const handlerOf = (event: string): string =>
  `on${event.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase())}`;

export function reactComponents(manifest: Package): Record<string, string> {
  const files: Record<string, string> = {};
  const all: string[] = [];
  for (const { path, declarations } of manifest.modules) {
    const { name, tagName, summary, events = [] } = declarations![0] as CustomElementDeclaration;
    const folder = folderOf(path);
    all.push(`export { ${name} } from './${folder}.js';`);
    files[`${folder}.js`] = `'use client';
import * as React from 'react';
import { createComponent } from '@lit/react';
import { ${name} as Element } from '@parvis/elements/${folder}';
import '@parvis/elements/${folder}/define';

export const ${name} = createComponent({
  react: React,
  tagName: '${tagName}',
  elementClass: Element,
  displayName: '${name}',
  events: {${events.map((event) => `\n    ${handlerOf(event.name)}: '${event.name}',`).join('')}
  },
});
`;
    const types = [...new Set(events.map(({ type }) => type.text))].sort();
    files[`${folder}.d.ts`] = `import type { EventName, ReactWebComponent } from '@lit/react';
${types.length ? `import type { ${types.join(', ')} } from '@parvis/elements';\n` : ''}import type { ${name} as Element } from '@parvis/elements/${folder}';

/** ${summary} */
export declare const ${name}: ReactWebComponent<
  Element,
  {${events.map((event) => `\n    /** ${event.description} */\n    ${handlerOf(event.name)}: EventName<${event.type.text}>;`).join('')}
  }
>;
`;
  }
  files['index.js'] = `export { configure } from '@parvis/elements';\n${all.join('\n')}\n`;
  files['index.d.ts'] = files['index.js'];
  return files;
}
