/** The page in which a host that lets in nothing but frames shows one element: its script reads the address. */
export const framePage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Parvis</title>
    <script type="module" src="frame.js"></script>
  </head>
  <body></body>
</html>
`;
