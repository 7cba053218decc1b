/** The address of a picture; nothing for what a picture cannot have, also should a server that is not ours answer. */
export const picture = (src: string) => (/^(https?:|\/)/i.test(src) ? src : undefined);
