/** Things of the demonstration company that stories show, by the ids of its folder (`server/demo/content`). */
import { idFor } from '@parvis/server/ids';

export const post = (id: string): string => idFor('post', id);
export const community = (id: string): string => idFor('community', id);
export const person = (id: string): string => idFor('person', id);
export const comment = (id: string): string => idFor('comment', id);
