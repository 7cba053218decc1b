/* eslint-disable @typescript-eslint/no-require-imports -- gulp reads CommonJS */
'use strict';

const build = require('@microsoft/sp-build-web');

build.initialize(require('gulp'));
