import { expect } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { World, all, faulty, one, press, textOf, until } from '../../../../test/elements/support.ts';
import { define } from '../internal/define.ts';
import { ParvisProfileCard } from '../profile-card/profile-card.ts';
import { ParvisPerson } from './person.ts';
import './define.ts';
import '../feed/define.ts';

const name = (element: Element) => one(element, 'button.person');
const overlay = (element: Element) => one(element, '.card-overlay');
const card = (element: Element) => overlay(element)?.firstElementChild;
const ready = (element: Element) => until(() => name(element), 'the name');
const opened = (element: Element) => until(() => card(element) && one(card(element)!, '#name') && overlay(element));
const focused = () => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
};
const point = (element: Element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return sendMouse({ type: 'move', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
};

type Time = { pass(milliseconds: number): void };
/** Lets timers wait until the test says how much time has passed; what is due at once is left alone. */
async function holding(deed: (time: Time) => void | Promise<void>) {
  const { setTimeout: start, clearTimeout: stop } = window;
  const held = new Map<number, { run: () => void; due: number }>();
  let now = 0;
  let last = 0;
  window.setTimeout = ((run: () => void, delay = 0) => {
    if (!delay) return start(run);
    held.set(--last, { run, due: now + delay });
    return last;
  }) as typeof setTimeout;
  window.clearTimeout = (timer) => {
    if (!held.delete(timer as number)) stop(timer);
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
    for (const [timer, { run, due }] of held) if (due <= now && held.delete(timer)) run();
  };
  try {
    await deed({ pass });
  } finally {
    Object.assign(window, { setTimeout: start, clearTimeout: stop });
    for (const { run, due } of held.values()) start(run, due - now);
  }
}

describe('parvis-person', () => {
  let world: World;
  before(async () => {
    world = await World.open({
      people: [
        { userName: 'ana', name: 'Ana Duval', photo: '/nothing-here.jpg' },
        { userName: 'ben', name: 'Ben Okafor', title: 'Welder', mail: 'ben@example.com' },
        { userName: 'basile', name: 'Basile' },
        { userName: 'sam', name: 'Sam Reyes', circle: 'supplier', clearance: 'C0' },
        { userName: 'gone', name: 'Gaia Left', departedAt: new Date('2026-06-30T00:00:00.000Z') },
      ],
      communities: [
        {
          slug: 'it-help',
          circles: ['employee', 'supplier'],
          defaultDegree: 'C0',
          members: { ben: 'member', sam: 'member' },
        },
      ],
    });
  });
  afterEach(async () => {
    world.clear();
    await resetMouse();
  });
  after(() => world.close());

  const mount = async (markup: string, options = {}) => {
    const element = await world.mount('ana', markup, options);
    await ready(element);
    return element;
  };

  it('shows initials and name, one initial of a name that is one word', async () => {
    const element = await mount('<parvis-person for="ben"></parvis-person>');
    expect(textOf(one(element, '.avatar'))).to.equal('BO');
    expect(textOf(name(element))).to.contain('Ben Okafor');
    expect(textOf(one(await mount('<parvis-person for="basile"></parvis-person>'), '.avatar'))).to.equal('B');
  });

  it('gives the place back to the initials when the photo cannot be had', async () => {
    const element = await mount('<parvis-person for="ana"></parvis-person>');
    const image = one(element, 'img')!;
    await until(() => getComputedStyle(image).opacity === '0');
    expect(textOf(one(element, '.avatar'))).to.equal('AD');
  });

  it('asks once for a person, however many elements show them', async () => {
    let asked = 0;
    const counting = faulty((url) => {
      if (url.includes('/v1/people/')) asked += 1;
    });
    const first = await mount('<parvis-person for="ben"></parvis-person>'.repeat(20), { fetch: counting });
    await until(() => [...first.parentElement!.children].every((element) => name(element)));
    press(name(first));
    await opened(first);
    expect(asked).to.equal(1);
  });

  it('shows what the page wrote in it where the person cannot be shown, and words where it wrote nothing', async () => {
    const first = await world.mount(
      'ana',
      '<parvis-person for="nobody">Nobody N.</parvis-person><parvis-person for="nobody"></parvis-person>',
    );
    await until(() => textOf(first.nextElementSibling).includes('Not visible to you'));
    expect(one<HTMLSlotElement>(first, 'slot')!.assignedNodes()[0]!.textContent).to.equal('Nobody N.');
  });

  it('says who is from outside and who has left', async () => {
    expect(textOf(await mount('<parvis-person for="sam"></parvis-person>'))).to.contain('Supplier');
    expect(textOf(await mount('<parvis-person for="gone"></parvis-person>'))).to.contain('has left');
  });

  it('keeps the name for those who hear it when only the photo is shown', async () => {
    const element = await mount('<parvis-person for="ben" without-name></parvis-person>');
    expect(textOf(name(element))).to.contain('Ben Okafor');
    expect(one(element, 'bdi')!.getBoundingClientRect().width).to.equal(1);
    await expect(element).to.be.accessible();
  });

  it('opens the card when one points at it, keeps it while the pointer is on either, and closes it after', async () => {
    const element = await mount('<parvis-person for="ben"></parvis-person>');
    await point(name(element)!);
    const shown = await opened(element);
    expect(shown.matches(':popover-open')).to.equal(true);
    expect(name(element)!.getAttribute('aria-expanded')).to.equal('true');
    expect(textOf(card(element))).to.contain('Welder');
    expect(focused() === document.body).to.equal(true);
    await holding(async (time) => {
      await point(shown);
      // Longer than the time it takes to close.
      time.pass(600);
      expect(shown.isConnected).to.equal(true);
    });
    await sendMouse({ type: 'move', position: [790, 590] });
    await until(() => !shown.isConnected);
    expect(name(element)!.getAttribute('aria-expanded')).to.equal('false');
  });

  it('does not open when the pointer only passes', async () => {
    const element = await mount('<parvis-person for="ben"></parvis-person>');
    let asked = false;
    element.addEventListener('parvis-person-open', () => (asked = true));
    await holding(async (time) => {
      await point(name(element)!);
      await sendMouse({ type: 'move', position: [790, 590] });
      time.pass(700);
      expect(asked).to.equal(false);
    });
  });

  it('opens by keyboard with the focus in the card, and gives it back on Escape', async () => {
    const element = await mount('<parvis-person for="ben"></parvis-person>');
    name(element)!.focus();
    await sendKeys({ press: 'Enter' });
    const shown = await opened(element);
    expect(focused() === shown).to.equal(true);
    expect(shown.getAttribute('role')).to.equal('dialog');
    expect(shown.getAttribute('aria-label')).to.equal('Profile of Ben Okafor');
    await sendKeys({ press: 'Tab' });
    expect((focused() as HTMLAnchorElement).href).to.equal('mailto:ben@example.com');
    let asked = false;
    element.addEventListener('parvis-person-open', () => (asked = true));
    await holding(async (time) => {
      await sendKeys({ press: 'Escape' });
      expect(shown.isConnected).to.equal(false);
      expect(focused() === name(element)).to.equal(true);
      // The focus that came back opens nothing.
      time.pass(700);
      expect(asked).to.equal(false);
    });
  });

  it('shows the card to those who rest on the name by keyboard, and leaves the focus on it', async () => {
    const element = await mount('<parvis-person for="ben"></parvis-person>');
    await sendKeys({ press: 'Tab' });
    if (focused() !== name(element)) name(element)!.focus();
    const shown = await opened(element);
    expect(focused() === name(element)).to.equal(true);
    await sendKeys({ press: 'Tab' });
    // The card comes right after its name.
    expect(card(element)!.contains(element.shadowRoot!.activeElement)).to.equal(true);
    expect(shown.isConnected).to.equal(true);
    await sendKeys({ press: 'Escape' });
    expect(focused() === name(element)).to.equal(true);
  });

  it('closes one card when another opens, and when something else is pressed', async () => {
    const first = await mount(
      '<parvis-person for="ben"></parvis-person><parvis-person for="sam"></parvis-person><button>Elsewhere</button>',
    );
    const second = first.nextElementSibling!;
    await ready(second);
    press(name(first));
    await opened(first);
    press(name(second));
    const shown = await opened(second);
    expect(!overlay(first)).to.equal(true);
    press(second.nextElementSibling);
    expect(shown.isConnected).to.equal(false);
  });

  it('closes on a second press', async () => {
    const element = await mount('<parvis-person for="ben"></parvis-person>');
    let asked = 0;
    element.addEventListener('parvis-person-open', () => (asked += 1));
    press(name(element));
    await opened(element);
    press(name(element));
    await until(() => !overlay(element));
    expect(asked).to.equal(1);
    expect(focused() === name(element)).to.equal(true);
  });

  it('stays closed where the page shows in its own way who a person is', async () => {
    const element = await mount('<parvis-person for="ben"></parvis-person>');
    const asked: unknown[] = [];
    element.addEventListener('parvis-person-open', (event) => {
      event.preventDefault();
      asked.push(event.person, event.anchor);
    });
    press(name(element));
    await element.updateComplete;
    expect(asked[0]).to.equal(world.people.ben);
    expect(asked[1] === name(element)).to.equal(true);
    expect(!overlay(element)).to.equal(true);
  });

  it('opens a card with its own prefix', async () => {
    define(ParvisPerson, { prefix: 'acme-' });
    define(ParvisProfileCard, { prefix: 'acme-' });
    const element = await mount('<acme-person for="ben"></acme-person>');
    press(name(element));
    expect((await opened(element)).firstElementChild!.localName).to.equal('acme-profile-card');
  });

  it('stands beside its name and inside the window, with and without anchors of the browser', async () => {
    const markup =
      '<parvis-person for="ben" style="position: fixed; inset-block-end: 8px; inset-inline-end: 8px"></parvis-person>';
    const { supports } = CSS;
    for (const anchors of [true, false]) {
      if (!anchors)
        CSS.supports = ((...given: [string, string]) =>
          given[0] !== 'anchor-name' && supports.apply(CSS, given as unknown as [string])) as typeof supports;
      try {
        const element = await mount(markup);
        press(name(element));
        const shown = await opened(element);
        if (!anchors) await until(() => shown.style.top);
        await until(
          () => {
            const box = shown.getBoundingClientRect();
            const { top } = name(element)!.getBoundingClientRect();
            return box.bottom <= top && box.bottom > top - 24 && box.right <= innerWidth && box.left >= 0;
          },
          `a card above its name, ${anchors ? 'by anchors' : 'by script'}`,
        );
        world.clear();
      } finally {
        CSS.supports = supports;
      }
    }
  });

  it('does not open for a name that comes to stand where one has just pressed', async () => {
    await world.post('ben', 'Hello');
    const element = await world.mount('ana', `<parvis-feed scope="community" for="it-help"></parvis-feed>`);
    let asked = 0;
    element.addEventListener('parvis-person-open', () => asked++);
    const author = await until(() => one(element, 'button.name'));
    const at = { bubbles: true, clientX: 40, clientY: 30 };
    await holding((time) => {
      author.closest('article')!.dispatchEvent(new MouseEvent('click', at));
      author.dispatchEvent(new PointerEvent('pointerover', at));
      time.pass(700);
      expect(asked).to.equal(0);
      author.dispatchEvent(new PointerEvent('pointerover', { ...at, clientX: 41 }));
      time.pass(700);
      expect(asked).to.equal(1);
    });
  });

  it('is what authors and mentions of posts do too', async () => {
    await world.post('ben', 'Ask @sam about metal.');
    const feed = await world.mount('ana', '<parvis-feed scope="community" for="it-help"></parvis-feed>');
    press(await until(() => one(feed, 'button.name')));
    expect(textOf((await opened(feed)).firstElementChild)).to.contain('Welder');
    press(one(feed, '.mention'));
    await until(() => textOf(card(feed)).includes('Sam Reyes'));
    expect(all(feed, '.card-overlay')).to.have.length(1);
  });

  it('has no violation that axe finds, closed and open', async () => {
    const element = await mount('<parvis-person for="ben"></parvis-person>');
    await expect(element).to.be.accessible();
    press(name(element));
    await opened(element);
    await expect(element).to.be.accessible();
  });
});
