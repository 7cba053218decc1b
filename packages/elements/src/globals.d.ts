declare const __PARVIS_VERSION__: string;
/** Whether icons are markup already: made so by the build. */
declare const __PARVIS_PLAIN_ICONS__: boolean;

declare module 'lucide/dist/esm/icons/*.mjs' {
  const node: [tag: string, attributes: Record<string, string | number>][];
  export default node;
}
