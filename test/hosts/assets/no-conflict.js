/* Prototype keeps $, as on pages that have both. */
globalThis.jQuery.noConflict();
