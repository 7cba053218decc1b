import { createApp } from 'vue/dist/vue.esm-bundler.js';
import '@parvis/elements/feed/define';
import '@parvis/elements/profile-card/define';
import '@parvis/elements/provider/define';

/** The same page in Vue: `.prop` where a property is no attribute, events by their own names. */
export function mount(root, api) {
  const app = createApp({
    data: () => ({ api, community: 'it-help', person: '', withComposer: false }),
    methods: {
      show(event) {
        event.preventDefault();
        this.person = event.person;
      },
    },
    template: `
      <parvis-provider :api="api" token-url="/token">
        <button @click="community = 'la-pause'">Another community</button>
        <button @click="withComposer = true">Write</button>
        <parvis-feed
          scope="community"
          :for="community"
          :withComposer.prop="withComposer"
          @parvis-person-open="show"
        ></parvis-feed>
        <parvis-profile-card v-if="person" :for="person" expanded></parvis-profile-card>
      </parvis-provider>`,
  });
  app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('parvis-');
  app.mount(root);
  return () => app.unmount();
}
