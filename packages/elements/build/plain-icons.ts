import type { Plugin } from 'vite';

type IconNode = [tag: string, attributes: Record<string, string | number>][];

/** Drawn as markup; paths that follow each other are one, which is also quicker to draw. */
function markup(nodes: IconNode): string {
  const drawn: string[] = [];
  let path = '';
  const end = () => {
    if (path) drawn.push(`<path d="${path}"/>`);
    path = '';
  };
  for (const [tag, attributes] of nodes)
    // What begins with a relative move begins at the origin, as it does alone.
    if (tag === 'path' && Object.keys(attributes).length === 1)
      path += String(attributes['d']).replace(/^m/, path ? 'M0 0m' : 'm');
    else {
      end();
      const list = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
      drawn.push(`<${tag}${list.join('')}/>`);
    }
  end();
  return drawn.join('');
}

/** Icons of Lucide come as data. What is drawn of them is known when the bundle is built. */
export const plainIcons = (): Plugin[] => [
  {
    name: 'parvis-plain-icons-known',
    config: (_, { command }) => ({ define: { __PARVIS_PLAIN_ICONS__: String(command === 'build') } }),
  },
  {
    name: 'parvis-plain-icons',
    apply: 'build',
    transform: {
      filter: { id: /lucide\/dist\/esm\/icons\/[\w-]+\.mjs$/ },
      async handler(_, id) {
        const { default: nodes } = (await import(id)) as { default: IconNode };
        return { code: `export default ${JSON.stringify(markup(nodes))};`, map: null };
      },
    },
  },
];
