export default {
  discussionHeading: (count: number) => (count === 0 ? 'Comments' : count === 1 ? '1 comment' : `${count} comments`),
  discussionEmpty: 'Nobody has commented on this page yet.',
  discussionSilent: 'Nobody has commented on this page.',
  discussionClosed: 'Comments on this page are closed.',
  discussionAbsent: 'This page cannot be commented on here.',
  discussionOffline: 'You are offline. What you write is kept until you are back.',
};
