import { expect } from '@open-wc/testing';
import { warningsOf } from '../../../../test/elements/support.ts';
import { define } from './define.ts';
import { ParvisElement } from './parvis-element.ts';

let count = 0;
/** A class under a name that no other test uses. */
const fresh = (version = '1.0.0') =>
  class extends ParvisElement {
    static override readonly elementName = `probe${++count}`;
    static override readonly version = version;
  };

describe('define', () => {
  it('registers an element under its name and under any prefix', () => {
    const Probe = fresh();
    define(Probe);
    define(Probe, { prefix: 'acme-social-' });
    const element = document.createElement(`acme-social-${Probe.elementName}`) as ParvisElement;
    expect(element).to.be.instanceOf(Probe);
    expect(element.tagPrefix).to.equal('acme-social-');
    expect(customElements.get(`parvis-${Probe.elementName}`)).to.not.equal(undefined);
  });

  it('changes nothing when called again', async () => {
    const Probe = fresh();
    define(Probe);
    const first = customElements.get(`parvis-${Probe.elementName}`);
    expect(await warningsOf(async () => define(Probe))).to.deep.equal([]);
    expect(customElements.get(`parvis-${Probe.elementName}`)).to.equal(first);
  });

  it('warns once when another version is there already', async () => {
    const Probe = fresh();
    define(Probe);
    class Other extends Probe {
      static override readonly version = '2.0.0';
    }
    const warnings = await warningsOf(async () => {
      define(Other);
      define(Other);
    });
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('1.0.0').and.contain('2.0.0').and.contain(`parvis-${Probe.elementName}`);
  });

  it('never throws, not even for a name that cannot be registered', async () => {
    const warnings = await warningsOf(async () => define(fresh(), { prefix: 'Not A Prefix ' }));
    expect(warnings[0]).to.contain('could not be registered');
  });

  it('takes another registry', () => {
    const taken: string[] = [];
    const registry = {
      get: () => undefined,
      define: (name: string) => void taken.push(name),
    } as unknown as CustomElementRegistry;
    const Probe = fresh();
    define(Probe, { registry });
    expect(taken).to.deep.equal([`parvis-${Probe.elementName}`]);
    expect(customElements.get(taken[0]!)).to.equal(undefined);
  });
});
