declare module 'virtual:parvis-manifest' {
  import type { CustomElementDeclaration } from 'custom-elements-manifest';
  const elements: CustomElementDeclaration[];
  export default elements;
}
