/** Where a press on it leads; nothing for what must not become a link, whoever wrote it. */
export const wayTo = {
  mail: (mail: string) => `mailto:${mail.replace(/[?&#%\s]/g, encodeURIComponent)}`,
  phone: (phone: string) => {
    // "+44 (0)161 …": the zero is dialled only inside the country. What follows a letter is an extension.
    const number = (phone.startsWith('+') ? phone.replace('(0)', '') : phone)
      .split(/\p{L}/u)[0]!
      .replace(/[^\d+]/g, '');
    return number ? `tel:${number}` : undefined;
  },
  chat: (chat: string) => (/^(https?|msteams|sips?|xmpp|matrix|slack|im|callto):/i.test(chat) ? chat : undefined),
};
