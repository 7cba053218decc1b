<?php
$conf['api'] = '';
