/** Why something cannot be flagged. */
export default {
  flagWhyOwn: 'This is your own: there is nothing for you to flag.',
  flagWhyGone: 'This was held, removed or deleted: there is nothing left to flag.',
  flagWhyPage: 'This page cannot be flagged: it is not one of those set up for it.',
  flagWhyFlagged: 'You flagged this already.',
  flagWhyLimit: 'You have sent as many flags as a day allows. Speak to a steward, or come back tomorrow.',
  flagWhyUnknown: 'There is nothing here to flag, or it is not shared with you.',
};
