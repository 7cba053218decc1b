/** What the button and its dialog both say. */
export const names = { post: 'flagPost', comment: 'flagComment', person: 'flagPerson', page: 'flagPage' } as const;
