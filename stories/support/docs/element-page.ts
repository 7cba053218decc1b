import { Controls, DocsContext, Primary, Title } from '@storybook/addon-docs/blocks';
import { Fragment, createElement as h, useContext } from 'react';

/** The page of an element: what it offers, one to try, and every state that there is a story of. */
export function ElementPage() {
  const context = useContext(DocsContext);
  const stories = context.componentStories();
  const first = stories[0]!;
  const tag = first.component as unknown as string | undefined;
  return h(
    Fragment,
    null,
    h(Title),
    tag && h('docs-reference', { tag }),
    h('h2', { id: 'try' }, 'Try it'),
    h(Primary),
    h(Controls),
    h('h2', { id: 'states' }, 'Every state'),
    h(
      'ul',
      { className: 'docs-states' },
      stories.map(({ id, name }) => h('li', { key: id }, h('a', { href: `./?path=/story/${id}` }, name))),
    ),
  );
}
