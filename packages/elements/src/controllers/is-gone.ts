/** Of what its reader may no longer see, its place alone is left; see `gone.ts`. */
export const isGone = (thing: object): boolean => 'gone' in thing;
