export default {
  attachAdd: 'Attach images or files',
  attachLegend: (count: number, most: number) => `Attachments (${count} of ${most})`,
  attachAlt: 'What does it show?',
  attachAltHint: 'For those who do not see the image',
  attachDecorative: 'It only decorates',
  attachEarlier: 'Earlier',
  attachLater: 'Later',
  attachRemove: 'Remove',
  attachCancel: 'Cancel',
  attachRetry: 'Try again',
  attachSending: (name: string) => `Sending ${name}`,
  attachSay: 'Say what each image shows, or that it only decorates.',
  attachWait: 'Some attachments are not there yet. Wait for them, or remove them.',
  attachGone: 'One of the attachments was not accepted. Remove it and attach it again.',
  attachNotTaken:
    'Images (JPEG, PNG, WebP, AVIF), PDF and documents of Word, Excel, PowerPoint or OpenDocument without macros can be attached. This is none of them, or it is damaged.',
  attachTooLarge: (image: string, file: string) => `Too large: an image has ${image} at most, a file ${file}.`,
};
