export default {
  keysOpen: 'Read elsewhere',
  keysTitle: 'Read this in your own tool',
  keysLead:
    'Outlook, Thunderbird and feed readers can subscribe to these posts. They read with a key of their own, never with your password.',
  keysAddress: 'Address of the feed',
  keysUser: 'User name',
  keysKey: 'Password: the key',
  keysCopy: 'Copy',
  keysCopied: 'Copied.',
  keysOnce: 'Copy the key now: it is not shown again.',
  keysName: 'What is the key for?',
  keysExample: 'Thunderbird on my laptop',
  keysUnnamed: 'Say what it is for, so that you know later which one to revoke.',
  keysMake: 'Make a key',
  keysMaking: 'Making…',
  keysMine: 'Your keys',
  keysNone: 'You have no key yet.',
  keysUsed: (day: string) => `last used on ${day}`,
  keysUnused: 'never used',
  keysUntil: (day: string) => `valid until ${day}`,
  keysOver: (day: string) => `expired on ${day}`,
  keysRevoke: 'Revoke',
  keysRevokeName: (name: string) => `Revoke the key “${name}”`,
  keysRevokeSure: 'What reads with it stops at once.',
  keysMost: 'Ten keys are the most. Revoke one that you do not use.',
  keysHow: 'How to subscribe',
  keysThunderbird:
    'Thunderbird: File, New, Feed account; then Manage subscriptions, and paste the address. It asks for user name and password: your user name and the key.',
  keysOutlook:
    'Outlook (classic): right-click RSS Feeds, Add a new RSS feed, and paste the address. Where it cannot ask for a password, a feed reader can.',
  keysLimits:
    'Restricted and confidential posts never leave the browser. What you may no longer read is gone from the feed the next time your tool looks; what it has already fetched stays there.',
};
