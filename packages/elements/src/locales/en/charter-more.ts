/** What stands beside the charter in force: its versions, and what its reader accepted. */
export default {
  charterMore: 'Show earlier ones',
  charterVersionNumber: (version: number) => `Version ${version}`,
  charterMajor: 'To be accepted again',
  charterMinor: 'Wording',
  charterAdded: (number: number) => `Article ${number} added`,
  charterRemoved: (number: number) => `Article ${number} removed`,
  charterChanged: (number: number) => `Article ${number} changed`,
  charterWhatChanged: 'What changed',
  charterHowItRead: 'How it reads',
  charterOwnText: 'Yours to keep: the file holds the text that you accepted, when, and its digest (SHA-256).',
  charterOwnNone: 'You have not accepted any version yet.',
  charterIn: (language: string) => `read in ${language}`,
  charterDigest: 'SHA-256',
  charterProof: 'Proof',
  charterProofOf: (version: number) => `Download the proof for version ${version}`,
  charterProofName: (version: number) => `charter-version-${version}`,
};
