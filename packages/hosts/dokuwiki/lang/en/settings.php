<?php
$lang['api'] = 'Address of the Parvis API, such as https://social.example.intra';
