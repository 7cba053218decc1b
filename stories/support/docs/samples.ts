/** What the pages give to copy, as it is to be copied. `https://social.example` becomes the API that serves the page. */
const script =
  '<script type="module" src="https://social.example/embed/v1/parvis.js" data-token-url="/my/token"></script>';

export const samples = {
  config: `{
  "port": 4100,
  "origins": ["https://intranet.example"],
  "issuers": [
    { "issuer": "https://login.example/realms/staff", "audience": "parvis", "claim": "preferred_username" }
  ],
  "pages": [{ "prefix": "https://intranet.example/" }]
}`,
  people: `npm run parvis -- import people.csv

mkdir -p import
echo '{ "id": "it-help", "name": "IT help", "members": [{ "person": "ada.novak", "role": "steward" }, { "person": "ben.okafor" }] }' > import/communities.jsonl
npm run parvis -- import import`,
  script,
  start: `${script}
<parvis-feed scope="community" for="it-help" with-composer></parvis-feed>`,
  intranet: `import { createServer } from 'node:http';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';

const { publicKey, privateKey } = await generateKeyPair('ES256');
const keys = [{ ...(await exportJWK(publicKey)), kid: '1', alg: 'ES256' }];
const sign = (userName) =>
  new SignJWT({ sub: userName, iss: 'http://localhost:8080', aud: 'parvis' })
    .setProtectedHeader({ alg: 'ES256', kid: '1' })
    .setExpirationTime('10 min')
    .sign(privateKey);
const page = \`<!doctype html>
<script type="module" src="http://localhost:4100/embed/v1/parvis.js" data-token-url="/my/token"></script>
<parvis-feed scope="community" for="it-help" with-composer></parvis-feed>\`;

createServer(async ({ url }, response) => {
  if (url === '/keys') response.end(JSON.stringify({ keys }));
  else if (url === '/my/token') response.end(JSON.stringify({ token: await sign('ada.novak') }));
  else response.setHeader('Content-Type', 'text/html').end(page);
}).listen(8080);`,
  intranetConfig: `{
  "port": 4100,
  "origins": ["http://localhost:8080"],
  "issuers": [{ "issuer": "http://localhost:8080", "audience": "parvis", "jwksUrl": "http://localhost:8080/keys" }]
}`,
  stripped: '<div data-parvis="feed" data-scope="community" data-for="it-help" data-with-composer=""></div>',
  signer: `import { SignJWT, importPKCS8 } from 'jose';

const key = await importPKCS8(process.env.PARVIS_KEY, 'EdDSA');

export const answer = async (userName) => ({
  token: await new SignJWT({})
    .setProtectedHeader({ alg: 'EdDSA', kid: '2026-1' })
    .setIssuer('https://intranet.example')
    .setAudience('parvis')
    .setSubject(userName)
    .setExpirationTime('10 min')
    .sign(key),
});`,
  issuers: `{
  "issuers": [
    { "issuer": "https://intranet.example", "jwksUrl": "https://intranet.example/.well-known/jwks.json" }
  ]
}`,
  getToken: `import { configure } from '@parvis/elements';

configure({
  api: 'https://social.example',
  getToken: async ({ refresh }) => (await account.token({ forceRefresh: refresh })).accessToken,
});`,
  signIn: "document.addEventListener('parvis-auth-required', () => showSignIn());",
  signOut: "document.querySelector('parvis-provider').signOut();",
  policy: `script-src https://social.example/embed/v1/;
connect-src https://social.example;
img-src https://social.example;
trusted-types lit-html 'allow-duplicates'`,
  pinned: `<script
  type="module"
  src="https://social.example/embed/0.1.0/parvis.js"
  integrity="sha384-…"
  crossorigin
  data-token-url="/my/token"
></script>`,
  frame: `<iframe
  title="IT help"
  src="https://social.example/embed/v1/frame?element=feed&scope=community&for=it-help&host=https://wiki.example"
  data-parvis-token-url="/token"
  data-min-height="200"
  data-max-height="1200"
></iframe>
<script type="module" src="https://social.example/embed/v1/host.js"></script>`,
  bundler: "import '@parvis/elements/feed/define';",
  prefixed: `import { register } from '@parvis/elements';
import { ParvisFeed } from '@parvis/elements/feed';

register(ParvisFeed, { prefix: 'acme-' });`,
  react: `import { ParvisFeed } from '@parvis/react';

export const Help = ({ community, withComposer, show }) => (
  <ParvisFeed scope="community" for={community} withComposer={withComposer} onParvisPersonOpen={show} />
);`,
  vueConfig: "vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('parvis-') } } })",
  vue: `import '@parvis/elements/feed/define';

<parvis-feed
  scope="community"
  :for="community"
  :withComposer.prop="withComposer"
  @parvis-person-open="show"
></parvis-feed>`,
  angular: `import '@parvis/elements/feed/define';

@Component({
  selector: 'app-help',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
    <parvis-feed
      scope="community"
      [attr.for]="community()"
      [withComposer]="withComposer()"
      (parvis-person-open)="show($event)"
    ></parvis-feed>
  \`,
})`,
  personOpen: `document.addEventListener('parvis-person-open', (event) => {
  event.preventDefault();
  location.assign('/directory/' + event.person);
});`,
  commands: `npm run parvis -- serve --config parvis.config.json
npm run parvis -- import people.csv
npm run parvis -- import-skills skills.jsonl
npm run parvis -- verify-record
npm run parvis -- migrate        # with DATABASE_URL`,
  docs: `# once: npm run build:storybook
{ "docs": true }`,
  brand: `:root {
  --parvis-brand: #e2001a;
}`,
  preset: '<link rel="stylesheet" href="https://social.example/embed/v1/themes/dsfr.css" />',
  presetOfPackage: "import '@parvis/elements/themes/dsfr.css';",
  lines: `parvis-feed::part(post) {
  border-width: 0 0 1px;
  border-radius: 0;
}`,
  tokens: `:root {
  --parvis-brand: #6d1f2f;
  --parvis-radius: 2px;
}`,
  parts: `<style>
  parvis-profile-card::part(photo) {
    border-radius: 4px;
  }
  parvis-profile-card::part(name) {
    font-variant: small-caps;
  }
</style>
<parvis-profile-card for="siobhan.oconnor"></parvis-profile-card>`,
  section: `<parvis-profile-card for="siobhan.oconnor" expanded sections="contact">
  <section>
    <h3>On call</h3>
    <p>This week, ammonia plants in the north-west.</p>
  </section>
</parvis-profile-card>`,
};
