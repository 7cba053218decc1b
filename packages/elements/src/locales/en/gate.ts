/** What stands between a text and its publication. What is named by a code is said where the write was. */
export default {
  'charter-not-accepted': 'Nothing was sent: you have not accepted the charter.',
  rephrase: 'Nothing was sent yet: you wanted to rephrase it.',
  'refused-words': 'Nothing was sent: these words are not published here.',
  gateCharter: 'Before you write: our charter',
  gateCharterAgain: 'Our charter has changed',
  gateCharterText:
    'Everybody who writes here has accepted it. What you wrote is kept, and is sent as soon as you accept.',
  gateCharterVersion: (version: number, date: string) => `Version ${version}, in force since ${date}`,
  gateArticles: 'Articles of the charter',
  gateAccept: 'Accept and send',
  gateAccepting: 'Accepting…',
  gateNotNow: 'Not now',
  gateNewer: 'The charter was changed a moment ago. Here is the version that is in force now.',
  gateRephrase: 'Would you rephrase?',
  gateRephraseText: 'The stewards of this community ask that these words be thought over once more:',
  gateRephraseBack: 'Rephrase',
  gateRephraseSend: 'Send it as it is',
  gateRefused: 'Not in these words',
  gateRefusedText: 'The stewards of this community do not publish what contains these words:',
  gateRefusedBack: 'Back to my text',
  gateKept: 'Your text is kept as you wrote it.',
};
