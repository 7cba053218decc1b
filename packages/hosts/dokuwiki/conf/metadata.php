<?php
$meta['api'] = [ 'string', '_pattern' => '#^(https?://.+)?$#' ];
