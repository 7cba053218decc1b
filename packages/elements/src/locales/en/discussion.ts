export default {
  discussionHeading: (count: number) => (count === 0 ? 'Comments' : count === 1 ? '1 comment' : `${count} comments`),
  discussionEmpty: 'Nobody has commented on this page yet.',
  discussionSilent: 'Nobody has commented on this page.',
  discussionClosed: 'Comments on this page are closed.',
  discussionLocked: (community: string) => `The stewards of ${community} have closed the comments on this page.`,
  discussionLockedByModerator: 'A moderator has closed the comments on this page.',
  discussionLock: 'Close comments',
  discussionUnlock: 'Open comments again',
  discussionLockedNow: 'Comments are closed.',
  discussionUnlockedNow: 'Comments are open again.',
  discussionAbsent: 'This page cannot be commented on here.',
  discussionOffline: 'You are offline. What you write is kept until you are back.',
};
