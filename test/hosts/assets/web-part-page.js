/* A page of SharePoint draws the web part, and draws it again when its settings change. */
import ParvisWebPart from '/web-part.js';

const part = new ParvisWebPart();
part.render();
const api = new URL(import.meta.url).searchParams.get('api');
part.properties = { ...part.properties, api };
part.render();
