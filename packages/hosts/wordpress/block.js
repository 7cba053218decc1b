/* The block in the editor: which element, and its settings as in the shortcode. Readers are sent what the server draws. */
(({ blocks, element: { createElement, Fragment }, components, blockEditor, i18n: { __ } }, elements) => {
  const { SelectControl, TextControl } = components;
  blocks.registerBlockType('parvis/element', {
    apiVersion: 2,
    title: 'Parvis',
    icon: 'groups',
    category: 'widgets',
    description: __('A feed, comments, people or a charter of the company’s own network.', 'parvis'),
    attributes: { element: { type: 'string', default: 'feed' }, settings: { type: 'string', default: '' } },
    supports: { html: false, customClassName: false },
    edit({ attributes, setAttributes }) {
      return createElement(
        'div',
        blockEditor.useBlockProps(),
        createElement(
          Fragment,
          null,
          createElement(SelectControl, {
            label: 'Parvis',
            value: attributes.element,
            options: elements.map((name) => ({ value: name, label: name })),
            onChange: (element) => setAttributes({ element }),
          }),
          createElement(TextControl, {
            label: __('Settings', 'parvis'),
            help: 'scope="community" for="it-help"',
            value: attributes.settings,
            onChange: (settings) => setAttributes({ settings }),
          }),
        ),
      );
    },
    save: () => null,
  });
})(globalThis.wp, globalThis.parvisElements);
