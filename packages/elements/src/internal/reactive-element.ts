import {
  type CSSResult,
  type PropertyValues,
  type ReactiveController,
  type ReactiveControllerHost,
  type RootPart,
  render,
} from 'lit';

type Options = { type?: unknown; attribute?: string | false; reflect?: boolean; state?: boolean };
type Styles = CSSResult | readonly Styles[];
type RenderOptions = NonNullable<Parameters<typeof render>[2]>;
type Values = Record<string, unknown>;

/**
 * What of `LitElement` the elements use, with its names, its order and its timing, in a third of its length: every page
 * downloads it before it shows anything. Properties are declared by Lit's decorators, drawn by its `render`.
 */
export class ReactiveElement extends HTMLElement implements ReactiveControllerHost {
  static properties: Record<string, Options>;
  static styles: Styles = [];
  /** Of a class and of those it extends. */
  static elementProperties = new Map<string, Options>();

  static get observedAttributes() {
    prepare(this);
    return [...this.elementProperties].flatMap(([name, options]) => attributeOf(name, options) ?? []);
  }

  /** Called by the decorators. */
  static createProperty(name: string, options: Options = {}) {
    prepare(this);
    this.elementProperties.set(name, options);
    const kept = Symbol();
    Object.defineProperty(this.prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: Record<symbol, unknown>) {
        return this[kept];
      },
      set(this: ReactiveElement & Record<symbol, unknown>, value: unknown) {
        const before = this[kept];
        this[kept] = value;
        this.#note(name, before, value, options);
      },
    });
  }

  isUpdatePending = false;
  hasUpdated = false;
  declare readonly renderRoot: ShadowRoot;
  readonly renderOptions: RenderOptions = { host: this };
  readonly #controllers = new Set<ReactiveController>();
  /** What was set on the element before it was one: it stands above the defaults of the class. */
  readonly #early: Values = {};
  #changed = new Map<PropertyKey, unknown>();
  readonly #toReflect = new Map<string, Options>();
  /** The property whose attribute is written or read at this moment. */
  #reflecting: string | undefined;
  #enable!: () => void;
  #updated: Promise<unknown> = new Promise<void>((enable) => (this.#enable = enable));
  #part: RootPart | undefined;

  constructor() {
    super();
    const values = this as unknown as Values;
    for (const name of (this.constructor as typeof ReactiveElement).elementProperties.keys())
      if (Object.hasOwn(this, name)) {
        this.#early[name] = values[name];
        delete values[name];
      }
    this.requestUpdate();
  }

  render(): unknown {
    return undefined;
  }
  protected willUpdate(_changed: PropertyValues) {}
  protected firstUpdated() {}
  protected updated(_changed: PropertyValues) {}

  addController(controller: ReactiveController) {
    this.#controllers.add(controller);
    if (this.renderRoot && this.isConnected) controller.hostConnected?.();
  }

  removeController(controller: ReactiveController) {
    this.#controllers.delete(controller);
  }

  connectedCallback() {
    this.#root();
    this.#enable();
    this.#controllers.forEach((controller) => controller.hostConnected?.());
    this.#part?.setConnected(true);
  }

  disconnectedCallback() {
    this.#controllers.forEach((controller) => controller.hostDisconnected?.());
    this.#part?.setConnected(false);
  }

  attributeChangedCallback(attribute: string, _before: string | null, value: string | null) {
    for (const [name, options] of (this.constructor as typeof ReactiveElement).elementProperties)
      if (attributeOf(name, options) === attribute && this.#reflecting !== name) {
        this.#reflecting = name;
        (this as unknown as Values)[name] = options.type === Boolean ? value !== null : value;
        this.#reflecting = undefined;
      }
  }

  requestUpdate() {
    if (this.isUpdatePending) return;
    this.isUpdatePending = true;
    this.#updated = this.#update(this.#updated);
  }

  /** Resolves once what was asked for is drawn: true where nothing else has been asked for meanwhile. */
  get updateComplete(): Promise<boolean> {
    return this.#updated as Promise<boolean>;
  }

  protected scheduleUpdate(): void | Promise<unknown> {
    this.performUpdate();
  }

  protected performUpdate() {
    if (!this.isUpdatePending) return;
    const first = !this.hasUpdated;
    if (first) {
      this.#root();
      Object.assign(this, this.#early);
    }
    const changed = this.#changed;
    try {
      this.willUpdate(changed);
      this.#controllers.forEach((controller) => controller.hostUpdate?.());
      const drawn = this.render();
      if (first) this.renderOptions.isConnected = this.isConnected;
      this.#toReflect.forEach((options, name) => this.#reflect(name, options));
      this.#settle();
      this.#part = render(drawn, this.renderRoot, this.renderOptions);
    } catch (error) {
      this.#settle();
      throw error;
    }
    this.#controllers.forEach((controller) => controller.hostUpdated?.());
    if (first) {
      this.hasUpdated = true;
      this.firstUpdated();
    }
    this.updated(changed);
  }

  #root() {
    if (this.renderRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    (this as { renderRoot: ShadowRoot }).renderRoot = root;
    const { styles } = this.constructor as typeof ReactiveElement;
    // Of what is there twice the later counts.
    const sheets = new Set(([styles] as unknown[]).flat(9).reverse() as CSSResult[]);
    root.adoptedStyleSheets = [...sheets].reverse().map(({ styleSheet }) => styleSheet!);
  }

  #note(name: string, before: unknown, value: unknown, options: Options) {
    if (Object.is(before, value)) return;
    if (!this.#changed.has(name)) this.#changed.set(name, before);
    if (options.reflect && this.#reflecting !== name) this.#toReflect.set(name, options);
    this.requestUpdate();
  }

  #reflect(name: string, options: Options) {
    const value = (this as unknown as Values)[name];
    const attribute = attributeOf(name, options)!;
    this.#reflecting = name;
    if (options.type === Boolean) this.toggleAttribute(attribute, !!value);
    else if (value == null) this.removeAttribute(attribute);
    else this.setAttribute(attribute, String(value as string));
    this.#reflecting = undefined;
  }

  #settle() {
    this.#changed = new Map();
    this.#toReflect.clear();
    this.isUpdatePending = false;
  }

  async #update(before: Promise<unknown>) {
    try {
      await before;
    } catch (error) {
      // Told where errors that nobody caught are; what is asked for now is drawn all the same.
      void Promise.reject(error as Error);
    }
    await this.scheduleUpdate();
    return !this.isUpdatePending;
  }
}

function prepare(element: typeof ReactiveElement) {
  if (Object.hasOwn(element, 'elementProperties')) return;
  const parent = Object.getPrototypeOf(element) as typeof ReactiveElement;
  prepare(parent);
  element.elementProperties = new Map(parent.elementProperties);
  if (Object.hasOwn(element, 'properties'))
    for (const [name, options] of Object.entries(element.properties)) element.createProperty(name, options);
}

const attributeOf = (name: string, { attribute, state }: Options): string | undefined =>
  state || attribute === false ? undefined : (attribute ?? name.toLowerCase());
